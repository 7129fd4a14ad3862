package io.oomtrace.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {
    @Test
    void readsEffectiveUserInnermostPidAndHandler() {
        assertThat(ProcessStatus.parse(
                        4711,
                        List.of(
                                "Name:\tjava",
                                "Uid:\t1000\t1001\t1002\t1003",
                                "NSpid:\t4711\t12\t1",
                                "SigIgn:\t0000000000000004",
                                "SigCgt:\t2000000181005ccf")))
                .isEqualTo(new ProcessStatus(1001, 1, true));
    }

    @Test
    void copesWithOldKernelsAndPlainProcesses() {
        assertThat(ProcessStatus.parse(4711, List.of("Uid:\t0\t0\t0\t0", "SigCgt:\tfffffffffffffffb")))
                .isEqualTo(new ProcessStatus(0, 4711, false));
    }
}
