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
@ParameterizedTest(name = "{0}, {1}", allowZeroInvocations = true)
@ArgumentsSource(StartedAndAttached.Combinations.class)
public @interface StartedAndAttached {
    /** The first JDK that has what is tested. */
    int since() default 17;

    /** Every {@link Launch} on every required {@link Jdk}. */
    final class Combinations implements ArgumentsProvider {
        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            int since = context.getRequiredTestMethod()
                    .getAnnotation(StartedAndAttached.class)
                    .since();
            return Jdk.required().stream()
                    .filter(jdk -> jdk.feature() >= since)
                    .flatMap(jdk -> Arrays.stream(Launch.values()).map(launch -> Arguments.of(launch, jdk)));
        }
    }
}
