package io.oomtrace.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import picocli.CommandLine.Help.Ansi;

/**
 * Where answers go: as they are, but tables in colour if that is a terminal that has it. Whether it is, and whether
 * somebody wants none ({@code NO_COLOR}, no-color.org), is picocli's to tell. Nothing is paged.
 */
final class StandardOutput {
    private StandardOutput() {}

    static int print(byte[] answer) {
        byte[] shown =
                Ansi.AUTO.enabled() ? TablePaint.of(new String(answer, UTF_8)).getBytes(UTF_8) : answer;
        System.out.writeBytes(shown);
        System.out.flush();
        return 0;
    }
}
