package io.oomtrace.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    private static final Option<Integer> SIZE = Option.integer("size", 7, 1, 9, "a size");
    private static final Option<Double> SCALE = Option.positive("scale", 1.0, 20, "a scale");
    private static final Option<Boolean> FIXED = Option.flag("fixed", "a flag");
    private static final Option<String> PYTHON = Option.text("python", "python3", "a command", "a text");
    private static final List<Option<?>> OPTIONS = List.of(SIZE, SCALE, FIXED, PYTHON);

    @Test
    void defaultsWhenNothingIsGiven() {
        Arguments arguments = Arguments.parse(List.of(), OPTIONS);

        assertThat(arguments.get(SIZE)).isEqualTo(7);
        assertThat(arguments.get(SCALE)).isEqualTo(1.0);
        assertThat(arguments.get(FIXED)).isFalse();
        assertThat(arguments.get(PYTHON)).isEqualTo("python3");
    }

    @Test
    void valuesGiven() {
        Arguments arguments =
                Arguments.parse(List.of("--size=9", "--scale=0.5", "--fixed", "--python=/a=b/python"), OPTIONS);

        assertThat(arguments.get(SIZE)).isEqualTo(9);
        assertThat(arguments.get(SCALE)).isEqualTo(0.5);
        assertThat(arguments.get(FIXED)).isTrue();
        assertThat(arguments.get(PYTHON)).isEqualTo("/a=b/python");
    }

    @Test
    void aFlagCanBeTurnedOff() {
        assertThat(Arguments.parse(List.of("--fixed=false"), OPTIONS).get(FIXED))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "--size=0, a whole number from 1 to 9",
        "--size=10, a whole number from 1 to 9",
        "--size=2.5, a whole number from 1 to 9",
        "--size=, a whole number from 1 to 9",
        "--scale=0, a number above 0 and up to 20",
        "--scale=NaN, a number above 0 and up to 20",
        "--scale=big, a number above 0 and up to 20",
        "--fixed=yes, true or false",
        "--python=, a command",
    })
    void aBadValueNamesWhatIsAllowed(String word, String domain) {
        String name = word.substring(0, word.indexOf('='));

        assertThatThrownBy(() -> Arguments.parse(List.of(word), OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Bad value")
                .hasMessageContaining(name + ": give " + domain + ".");
    }

    @ParameterizedTest
    @CsvSource({"--siz=3", "size=3", "-size=3", "--SIZE=3", "3"})
    void anUnknownArgumentNamesTheValidOnes(String word) {
        assertThatThrownBy(() -> Arguments.parse(List.of(word), OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "Unknown argument \"%s\": the valid ones are --size, --scale, --fixed, --python, --help.",
                        word.split("=")[0]);
    }

    @Test
    void aMissingValueIsShownHowToGive() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--size"), OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessage("--size needs a value: give a whole number from 1 to 9, as in --size=7.");
    }

    @Test
    void anArgumentGivenTwiceIsAMistake() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--size=1", "--size=2"), OPTIONS))
                .isInstanceOf(UsageException.class)
                .hasMessage("--size is given twice: give it once.");
    }
}
