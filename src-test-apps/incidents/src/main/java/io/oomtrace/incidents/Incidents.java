package io.oomtrace.incidents;

import io.oomtrace.incidents.hang.HangAtLimit;
import io.oomtrace.incidents.innocent.InnocentJvm;
import io.oomtrace.incidents.oomkill.OomKill;
import io.oomtrace.incidents.parse.ParseAtStartup;
import io.oomtrace.incidents.timingwheel.TimingWheelIncident;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs one of the five incidents by name: {@code java -jar incidents.jar NAME [--name=value ...]}.
 *
 * <p>Exit code 0 when told to end, 1 when the incident cannot run here, 2 for a wrong command line; each error is one
 * sentence on standard error.
 */
public final class Incidents {
    private static final String USAGE = "usage: java -jar incidents.jar NAME [--name=value ...]";
    private static final List<Incident> ALL = List.of(
            new OomKill(), new HangAtLimit(), new InnocentJvm(), new TimingWheelIncident(), new ParseAtStartup());

    private final Optional<InputStream> input;
    private final PrintStream out;
    private final PrintStream err;

    /** @param input the stream whose end ends the incident, if there is one */
    Incidents(Optional<InputStream> input, PrintStream out, PrintStream err) {
        this.input = input;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        // Ends the incident's own threads too: some are not daemons, because those of the report were not.
        Optional<InputStream> input = StandardInput.endIsAWish() ? Optional.of(System.in) : Optional.empty();
        System.exit(new Incidents(input, System.out, System.err).run(List.of(args)));
    }

    int run(List<String> args) {
        try {
            if (args.isEmpty() || args.get(0).equals("--help")) {
                out.println(list());
                return 0;
            }
            Incident incident = named(args.get(0));
            List<String> words = args.subList(1, args.size());
            if (words.contains("--help")) {
                out.println(help(incident));
                return 0;
            }
            return run(incident, Arguments.parse(words, options(incident)));
        } catch (UsageException e) {
            err.println(e.getMessage());
            return 2;
        } catch (FailedException e) {
            err.println(e.getMessage());
            return e.exitCode();
        } catch (Exception | OutOfMemoryError e) {
            err.println(args.get(0) + " failed: " + e);
            return 1;
        }
    }

    private int run(Incident incident, Arguments arguments) throws Exception {
        Hold hold = new Hold(out, arguments.get(Hold.SECONDS));
        input.ifPresent(hold::endWith);
        incident.run(arguments, hold);
        return hold.exitCode();
    }

    private static Incident named(String name) {
        return ALL.stream()
                .filter(incident -> incident.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("Unknown incident \"" + name + "\": the incidents are "
                        + ALL.stream().map(Incident::name).collect(Collectors.joining(", ")) + "."));
    }

    private static List<Option<?>> options(Incident incident) {
        List<Option<?>> options = new ArrayList<>(incident.options());
        options.add(Hold.SECONDS);
        return options;
    }

    private static String list() {
        StringBuilder text = new StringBuilder(USAGE).append("\n\n");
        for (Incident incident : ALL) {
            text.append(String.format("  %-17s %s%n", incident.name(), incident.summary()));
        }
        return text.append("\nNAME --help tells the arguments and how to restore the sizes of the report.")
                .toString();
    }

    private static String help(Incident incident) {
        StringBuilder text = new StringBuilder(USAGE.replace("NAME", incident.name()))
                .append("\n\n")
                .append(incident.summary())
                .append("\n\n");
        for (Option<?> option : options(incident)) {
            String usage = "--" + option.name() + (option.isFlag() ? "" : "=" + option.fallback());
            text.append(String.format("  %-21s %s%n", usage, option.help()));
        }
        text.append('\n');
        incident.notes().forEach(note -> text.append(note).append('\n'));
        return text.append("Ends on SIGINT or SIGTERM, or when standard input ends if that is a pipe or a socket\n")
                .append("(the end of a file or of /dev/null does not count).")
                .toString();
    }
}
