package io.oomtrace.incidents.hang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlocksTest {
    private final Blocks blocks = new Blocks(4);

    @Test
    void fillsAllThatIsMissing() {
        assertThat(blocks.total()).isEqualTo(4 * 1024 * 1024 / 4096);
        assertThat(blocks.present()).isZero();

        assertThat(blocks.fill()).isEqualTo(1024);
        assertThat(blocks.present()).isEqualTo(1024);
        assertThat(blocks.fill()).isZero();
    }

    @Test
    void freesNothingUpToEightyPercent() {
        assertThat(blocks.free()).isZero();
    }

    @Test
    void freesARandomPartAboveEightyPercent() {
        int freedInAll = 0;
        for (int round = 0; round < 100; round++) {
            blocks.fill();
            int freed = blocks.free();

            assertThat(blocks.present()).isEqualTo(1024 - freed).isBetween(819, 1024);
            assertThat(blocks.fill()).isEqualTo(freed);
            freedInAll += freed;
        }

        assertThat(freedInAll).isBetween(100 * 205 / 4, 100 * 205 * 3 / 4);
    }
}
