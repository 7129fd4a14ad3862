package io.oomtrace.fork;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A test with the parameters {@link Launch} and {@link Jdk}: run in both ways on each required version. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}, {1}")
@ArgumentsSource(StartedAndAttached.Combinations.class)
public @interface StartedAndAttached {

    /** Every {@link Launch} on every required {@link Jdk}. */
    final class Combinations implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            return Jdk.required().stream()
                    .flatMap(jdk -> Arrays.stream(Launch.values()).map(launch -> Arguments.of(launch, jdk)));
        }
    }
}
