package io.oomtrace.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The agent in this JVM: loaded by {@link Premain}, any number of times.
 *
 * <p>The first load installs. A further one changes the options it names; {@code command=stop} takes the agent out
 * again, after which it may be loaded anew. Two keys are not options but how the command line talks to us: {@code
 * command} and {@code report}, the file for a {@link LoadReport}.
 */
public final class Oomtrace {
    private static Installation installation;
    private static OptionParser parser;

    private Oomtrace() {}

    /** One load. Called under {@link Premain}'s lock. */
    public static void load(String options, Instrumentation instrumentation, boolean attached) {
        String command = "attach";
        Path report = null;
        List<String> rest = new ArrayList<>();
        for (String option : Objects.requireNonNullElse(options, "").split(",")) {
            if (option.startsWith("command=")) {
                command = option.substring("command=".length());
            } else if (option.startsWith("report=")) {
                report = Path.of(option.substring("report=".length()));
            } else {
                rest.add(option);
            }
        }
        run(command, String.join(",", rest), instrumentation, attached, new LoadReport(report));
    }

    private static void run(
            String command, String options, Instrumentation instrumentation, boolean attached, LoadReport report) {
        try {
            switch (command) {
                case "attach" -> attach(options, instrumentation, attached, report);
                case "stop" -> stop(report);
                default -> throw new IllegalArgumentException("unknown command '" + command + "': use attach or stop");
            }
            report.done();
        } catch (Throwable t) {
            report.failed(t.toString());
            System.err.println("oomtrace: " + command + " failed, the application runs on: " + t);
        }
    }

    private static void attach(
            String agentOptions, Instrumentation instrumentation, boolean attached, LoadReport report)
            throws Exception {
        if (installation == null) {
            parser = new OptionParser();
            parser.environment(System.getenv());
            parser.systemProperties(Map.copyOf(System.getProperties()));
        }
        List<String> before = parser.given();
        parser.options(agentOptions, "the agent's options");
        Options options = parser.parse();
        if (!attached && !options.tools() && JdkTool.isRunning()) {
            return;
        }
        for (String warning : parser.takeWarnings()) {
            report.warning(warning);
            System.err.println("oomtrace: " + warning);
        }
        if (installation == null) {
            installation = Installation.install(options, instrumentation, attached, report);
        } else {
            parser.changedSince(before).forEach(report::updated);
            installation.update(options, report);
        }
    }

    private static void stop(LoadReport report) throws Exception {
        if (installation != null) {
            installation.remove(report);
            installation = null;
        }
    }
}
