package io.oomtrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help and complaints about arguments, without a JVM to talk to. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "attach",
                "snapshot",
                "threads",
                "growth",
                "histogram",
                "largest",
                "holders",
                "profile",
                "native",
                "diff",
                "keep",
                "kept",
                "drop",
                "save",
                "export",
                "lines",
                "exact",
                "status",
                "recording",
                "depth",
                "gc",
                "stop",
                "generate-completion"
            })
    void everyVerbHelps(String verb) {
        assertThat(run(verb, "--help")).isZero();

        assertThat(out.toString()).startsWith("Usage: oomtrace " + verb + " ");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpNamesTheVerbs() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("  list ", "  attach ", "  snapshot ", "  threads ", "  stop ")
                .doesNotContain("--debug");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | Missing required subcommand; see 'oomtrace --help'",
                "xyz | Unmatched argument at index 0: 'xyz'; see 'oomtrace --help'",
                "snapshto | Unmatched argument at index 0: 'snapshto'; did you mean snapshot?",
                "attach | Missing required parameter: 'PID'; see 'oomtrace attach --help'",
                "attach x | Invalid value for positional parameter at index 0 (PID): 'x' is not a long;"
                        + " see 'oomtrace attach --help'",
                "attach 1 depth | 'depth' is not an option of the agent, which look like key=value;"
                        + " see 'oomtrace attach --help'",
                "attach 1 a=b,report=/etc/passwd | The option report= is for oomtrace's own use and cannot be given;"
                        + " see 'oomtrace attach --help'",
                "snapshot nowhere | `Invalid value for positional parameter at index 0 (PID|URL|FILE): 'nowhere' is"
                        + " neither a pid, nor a URL such as http://127.0.0.1:9666/, nor a file that is there;"
                        + " see 'oomtrace snapshot --help'`",
                "status a.oomtrace | `Invalid value for positional parameter at index 0 (PID|URL): 'a.oomtrace' is"
                        + " neither a pid nor a URL such as http://127.0.0.1:9666/; see 'oomtrace status --help'`",
                "recording 1 maybe | `Invalid value for positional parameter at index 1 (on|off|reset|reset-peak): 'maybe' is none of"
                        + " on, off, reset and reset-peak; see 'oomtrace recording --help'`",
                "drop 1 | Missing required parameter: 'NAME'; see 'oomtrace drop --help'",
                "diff 1 | `Missing --from=NAME, --ago=SECONDS, or a second PID, URL or FILE to compare with; see 'oomtrace diff --help'`",
                "diff 1 --from=x --ago=60 | --from and --ago are two questions; see 'oomtrace diff --help'",
                "exact 1 --off | Missing CLASS; see 'oomtrace exact --help'",
                "diff a.oomtrace | `A file has to be compared with another file, or with a program;"
                        + " see 'oomtrace diff --help'`",
                "diff a.oomtrace 1 --from=x | `--from, --to and --ago are for snapshots of one program;"
                        + " see 'oomtrace diff --help'`",
                "export 1 | Missing required option: '--format=FORMAT'; see 'oomtrace export --help'",
                "export 1 --format=flamegrap | `Invalid value for option '--format': 'flamegrap' is none of pprof,"
                        + " collapsed, flamegraph, speedscope, json, csv, jfr; see 'oomtrace export --help'`",
                "export 1 --format=pprof --by=line | --by says nothing to the format pprof; see 'oomtrace export --help'",
                "export 1 --format=jfr --include=a | --include says nothing to the format jfr; see 'oomtrace export --help'",
                "export 1 --format=jfr --threads | `A recording has all there is, of one moment: leave --threads;"
                        + " see 'oomtrace export --help'`",
                "export 1 2 --format=jfr | `A recording has all there is, of one moment: leave the second;"
                        + " see 'oomtrace export --help'`",
                "export 1 --format=csv --force | --force is about the file in --output; see 'oomtrace export --help'",
                "export a.oomtrace --format=csv --kept=x | `A file is one snapshot and keeps no others: leave --kept;"
                        + " see 'oomtrace export --help'`",
                "snapshot 1 --limit=all | Invalid value for option '--limit': 'all' is not an int;"
                        + " see 'oomtrace snapshot --help'",
                "threads 1 --bye=line | Unknown option: '--bye=line'; did you mean --by?",
            })
    void wrongUseIsOneSentence(String arguments, String sentence) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");

        assertThat(run(words)).isEqualTo(2);

        assertThat(err.toString().lines()).containsExactly("oomtrace: " + sentence);
        assertThat(out.toString()).isEmpty();
    }
}
