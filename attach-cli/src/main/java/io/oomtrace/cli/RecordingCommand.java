package io.oomtrace.cli;

import io.oomtrace.cli.http.Query;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code oomtrace recording}. */
@Command(
        name = "recording",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Switches recording in a program on or off, or has it forget what it has recorded, or its peak alone.")
final class RecordingCommand implements Callable<Integer> {
    /** To the path that does it. */
    static final class Change implements ITypeConverter<String> {
        @Override
        public String convert(String word) {
            return switch (word) {
                case "on" -> "start";
                case "off" -> "stop";
                case "reset" -> "reset";
                case "reset-peak" -> "reset_peak";
                default -> throw new TypeConversionException("'" + word + "' is none of on, off, reset and reset-peak");
            };
        }
    }

    @Mixin
    EndpointOptions endpoint;

    @Parameters(
            index = "1",
            paramLabel = "on|off|reset|reset-peak",
            converter = Change.class,
            description = "What to do.")
    String path;

    @Mixin
    ObjectOptions output;

    @Override
    public Integer call() {
        return output.print(endpoint, "POST", path, new Query());
    }
}
