package io.oomtrace.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionParserTest {
    private final OptionParser parser = new OptionParser();

    @Test
    void withoutOptionsEveryValueIsTheDefaultAndNoneIsGiven() {
        Options options = parser.parse();

        assertThat(options.port()).isEqualTo(9666);
        assertThat(options.bind()).isEqualTo("127.0.0.1");
        assertThat(options.token()).isEmpty();
        assertThat(options.http()).isTrue();
        assertThat(options.allocation().intervalBytes()).isEqualTo(65_536);
        assertThat(options.allocation().samplesPerSecond()).isEqualTo(200);
        assertThat(options.depth()).isEqualTo(64);
        assertThat(options.allocation().maxLive()).isEqualTo(16_384);
        assertThat(options.allocation().maxSites()).isEqualTo(20_000);
        assertThat(options.blameSkip()).isEmpty();
        assertThat(options.exclude()).isEmpty();
        assertThat(options.exact()).isEmpty();
        assertThat(options.tools()).isFalse();
        assertThat(options.quiet()).isFalse();
        assertThat(parser.given()).isEmpty();
        assertThat(parser.takeWarnings()).isEmpty();
    }

    @Test
    void everyOptionIsRead() {
        parser.options(
                "port=0,bind=::1,token=0123456789abcdef,http=off,engine=jvm,native=on,interval=2m,samples_per_second=10,depth=1,"
                        + "max_live=64,max_sites=100,blame_skip=a:b.c,exclude=d,exact=e:f.G,sources=src:a.jar,tools=on,quiet=on",
                "here");
        Options options = parser.parse();

        assertThat(options.port()).isZero();
        assertThat(options.bind()).isEqualTo("::1");
        assertThat(options.token()).isEqualTo("0123456789abcdef");
        assertThat(options.http()).isFalse();
        assertThat(options.engine()).isEqualTo("jvm");
        assertThat(options.nativeMemory()).isTrue();
        assertThat(options.allocation().intervalBytes()).isEqualTo(2 << 20);
        assertThat(options.allocation().samplesPerSecond()).isEqualTo(10);
        assertThat(options.depth()).isEqualTo(1);
        assertThat(options.allocation().maxLive()).isEqualTo(64);
        assertThat(options.allocation().maxSites()).isEqualTo(100);
        assertThat(options.blameSkip()).containsExactly("a", "b.c");
        assertThat(options.exclude()).containsExactly("d");
        assertThat(options.exact()).containsExactly("e", "f.G");
        assertThat(options.sources()).containsExactly("src", "a.jar");
        assertThat(options.tools()).isTrue();
        assertThat(options.quiet()).isTrue();
        assertThat(parser.given()).hasSameSizeAs(OptionKey.values());
        assertThat(parser.takeWarnings()).isEmpty();
    }

    @Test
    void whatIsReadLaterWins() {
        parser.environment(Map.of("OOMTRACE_OPTIONS", "port=1,depth=1,max_live=1000", "PORT", "9"));
        parser.systemProperties(Map.of("oomtrace.port", "2", "oomtrace.depth", "2", "user.port", "9"));
        parser.options("port=3", "here");

        assertThat(parser.given()).containsExactly("port=3", "depth=2", "max_live=1000");
        assertThat(parser.takeWarnings()).isEmpty();
    }

    @Test
    void whatIsReadAgainChangesOnlyWhatItNames() {
        parser.options("port=1,quiet=on", "here");
        parser.options("quiet=off", "here");
        parser.options("", "here");
        parser.options(null, "here");

        assertThat(parser.given()).containsExactly("port=1", "quiet=off");
    }

    @Test
    void theLastOfTwoWins() {
        parser.options("port=1,port=2", "here");

        assertThat(parser.parse().port()).isEqualTo(2);
    }

    @Test
    void blanksAndEmptyPlacesMeanNothing() {
        parser.options(" , port = 1 ,,depth=2, ", "here");

        assertThat(parser.given()).containsExactly("port=1", "depth=2");
        assertThat(parser.takeWarnings()).isEmpty();
    }

    @Test
    void aValueMayHaveAnEqualsSign() {
        parser.options("token=c2VjcmV0IHNlY3JldA==", "here");

        assertThat(parser.parse().token()).isEqualTo("c2VjcmV0IHNlY3JldA==");
    }

    @Test
    void anEmptyListIsEmpty() {
        parser.options("blame_skip=com.acme", "here");
        parser.options("blame_skip=", "here");

        assertThat(parser.parse().blameSkip()).isEmpty();
    }

    @Test
    void aBadValueLeavesTheGoodOneBefore() {
        parser.options("port=1", "here");
        parser.options("port=70000", "there");

        assertThat(parser.parse().port()).isEqualTo(1);
        assertThat(parser.takeWarnings())
                .containsExactly("option 'port' in there takes a port from 0 to 65535, not '70000'; ignored");
    }

    @Test
    void anUnknownKeyIsNamedWithTheNearest() {
        parser.systemProperties(Map.of("oomtrace.Samples-per-second", "20"));

        assertThat(parser.takeWarnings())
                .singleElement()
                .asString()
                .startsWith(
                        "unknown option 'Samples-per-second' in system property oomtrace.Samples-per-second ignored."
                                + " Did you mean samples_per_second? Valid: port, bind, ");
    }

    @Test
    void aKeyWithoutAValueIsNamed() {
        parser.options("quiet", "here");

        assertThat(parser.takeWarnings()).containsExactly("'quiet' in here is not of the form key=value; ignored");
    }

    @Test
    void everyWarningIsTakenOnce() {
        parser.options("colour=blue", "here");

        assertThat(parser.takeWarnings()).hasSize(1);
        assertThat(parser.takeWarnings()).isEmpty();
    }

    @Test
    void aTokenThatIsTooShortIsNotRepeated() {
        parser.options("token=swordfish", "here");

        assertThat(parser.takeWarnings())
                .containsExactly("option 'token' in here takes a secret of at least 16 characters; ignored");
        assertThat(parser.parse().token()).isEmpty();
    }

    @Test
    void whatHasChangedIsToldWithoutTheToken() {
        parser.options("port=1,depth=2", "the agent's options");
        List<String> before = parser.given();
        parser.options("depth=3,token=0123456789abcdef", "the agent's options");

        assertThat(parser.changedSince(before)).containsExactly("token", "depth=3");
    }
}
