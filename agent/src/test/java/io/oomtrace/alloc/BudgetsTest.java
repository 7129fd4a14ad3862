package io.oomtrace.alloc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BudgetsTest {
    private final Budgets budgets = new Budgets(42);

    @Test
    void budgetsAreExponential() {
        int draws = 200_000;
        double sum = 0;
        int aboveMean = 0;
        for (int i = 0; i < draws; i++) {
            int budget = budgets.draw(7, 1000);
            assertThat(budget).isPositive();
            sum += budget;
            aboveMean += budget > 1000 ? 1 : 0;
        }
        assertThat(sum / draws).isCloseTo(1000, within(15.0));
        assertThat(aboveMean / (double) draws).isCloseTo(Math.exp(-1), within(0.006));
    }

    @Test
    void probabilityIsThatOfTheBudgetDrawn() {
        int draws = 200_000;
        int exhausted = 0;
        for (int i = 0; i < draws; i++) {
            exhausted += budgets.draw(3, 1000) <= 700 ? 1 : 0;
        }
        assertThat(budgets.probability(3, 700)).isCloseTo(exhausted / (double) draws, within(0.006));
    }

    @Test
    void anIntervalHoldsForTheSlotItWasDrawnFor() {
        budgets.draw(1, 1000);
        budgets.draw(2, 1_000_000);
        assertThat(budgets.probability(1, 1000)).isCloseTo(1 - Math.exp(-1), within(1e-9));
        assertThat(budgets.probability(2, 1000)).isCloseTo(1e-3, within(1e-6));
    }

    @Test
    void aBudgetIsAtLeastOneByteWhateverTheMean() {
        for (int i = 0; i < 1000; i++) {
            assertThat(budgets.draw(0, 1)).isPositive();
            assertThat(budgets.draw(0, 1L << 40)).isPositive();
        }
    }

    @Test
    void slotsDrawDifferently() {
        assertThat(budgets.draw(0, 1 << 20)).isNotEqualTo(budgets.draw(1, 1 << 20));
    }
}
