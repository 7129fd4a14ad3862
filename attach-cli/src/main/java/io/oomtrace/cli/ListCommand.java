package io.oomtrace.cli;

import io.oomtrace.agent.Rendezvous;
import io.oomtrace.cli.error.CommandFailure;
import io.oomtrace.cli.jvm.JvmTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code oomtrace list}. */
@Command(
        name = "list",
        description = "Lists the JVMs of this machine that can be seen, and which of them run oomtrace and where.")
final class ListCommand implements Callable<Integer> {
    private static final int MOST_USER = 12;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    boolean json;

    @Override
    public Integer call() {
        List<JvmTable.Row> rows;
        try {
            rows = JvmTable.ofThisMachine().rows();
        } catch (IOException e) {
            throw new CommandFailure("cannot list the JVMs", CommandFailure.reason(e), "see that /proc can be read", e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            printJson(rows, out);
        } else {
            printTable(rows, out);
        }
        out.flush();
        return 0;
    }

    static void printTable(List<JvmTable.Row> rows, PrintWriter out) {
        String format = "%7s  %-" + MOST_USER + "s  %-10s  %-23s  %s%n";
        out.printf(format, "PID", "USER", "JAVA", "OOMTRACE", "MAIN");
        for (JvmTable.Row row : rows) {
            out.printf(
                    format,
                    row.process().pid(),
                    row.user().length() <= MOST_USER ? row.user() : row.user().substring(0, MOST_USER - 1) + "+",
                    row.version(),
                    row.agent().map(ListCommand::url).orElse("-"),
                    row.main());
        }
    }

    private static String url(Rendezvous agent) {
        return agent.url().isEmpty() ? "yes, no endpoint" : agent.url();
    }

    static void printJson(List<JvmTable.Row> rows, PrintWriter out) {
        JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out);
        generator.writeStartArray();
        for (JvmTable.Row row : rows) {
            generator.writeRaw('\n');
            generator.writeStartObject();
            generator.writeNumberProperty("pid", row.process().pid());
            generator.writeStringProperty("user", row.user());
            generator.writeStringProperty("java_version", row.version().equals("?") ? null : row.version());
            generator.writeStringProperty("main", row.main().equals("?") ? null : row.main());
            generator.writeName("oomtrace");
            if (row.agent().isEmpty()) {
                generator.writeNull();
            } else {
                Rendezvous agent = row.agent().get();
                generator.writeStartObject();
                generator.writeStringProperty("url", agent.url());
                generator.writeStringProperty("version", agent.version());
                generator.writeStringProperty("started_at", agent.startedAt().toString());
                generator.writeEndObject();
            }
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.flush();
        out.println();
    }
}
