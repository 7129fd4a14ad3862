package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BudgetsTest {
    private static final int DRAWS = 200_000;

    private final Budgets budgets = new Budgets(1000, 42);

    private long bytes(int slot, int doublings) {
        return budgets.draw(slot, doublings) >> 8;
    }

    @Test
    void budgetsAreExponential() {
        double sum = 0;
        int aboveMean = 0;
        for (int i = 0; i < DRAWS; i++) {
            long budget = bytes(7, 0);
            assertThat(budget).isPositive();
            sum += budget;
            aboveMean += budget > 1000 ? 1 : 0;
        }
        assertThat(sum / DRAWS).isCloseTo(1000, within(15.0));
        assertThat(aboveMean / (double) DRAWS).isCloseTo(Math.exp(-1), within(0.006));
    }

    @Test
    void probabilityIsThatOfTheBudgetDrawn() {
        int exhausted = 0;
        for (int i = 0; i < DRAWS; i++) {
            exhausted += bytes(3, 2) <= 2800 ? 1 : 0;
        }
        assertThat(budgets.probability(2800, 2)).isCloseTo(exhausted / (double) DRAWS, within(0.006));
        assertThat(budgets.probability(4000, 2)).isCloseTo(1 - Math.exp(-1), within(1e-9));
    }

    @Test
    void aBudgetIsTaggedWithItsDoublings() {
        for (int doublings = 0; doublings < 30; doublings++) {
            assertThat(budgets.draw(1, doublings) & 0xff).isEqualTo(doublings);
        }
    }

    @Test
    void slotsDrawDifferently() {
        assertThat(budgets.draw(0, 10)).isNotEqualTo(budgets.draw(1, 10));
    }
}
