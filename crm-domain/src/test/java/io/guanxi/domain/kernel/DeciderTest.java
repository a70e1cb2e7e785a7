package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeciderTest {

    sealed interface Wish extends Command {
        record A(CustomerId aggregateId) implements Wish {}

        record B(CustomerId aggregateId) implements Wish {}
    }

    sealed interface Fact extends DomainEvent {
        record Done(CustomerId aggregateId) implements Fact {}
    }

    @Test
    void aTableThatLacksACommandCannotBeBuilt() {
        var table = Decider.of(Wish.class, Fact.class, "start")
                .decide(Wish.A.class, (state, a) -> List.of())
                .evolve(Fact.Done.class, (state, done) -> "done");
        assertThatThrownBy(table::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Wish$B");
    }

    @Test
    void aTableThatLacksAnEventCannotBeBuilt() {
        var table = Decider.of(Wish.class, Fact.class, "start")
                .decide(Wish.A.class, (state, a) -> List.of())
                .decide(Wish.B.class, (state, b) -> List.of());
        assertThatThrownBy(table::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Fact$Done");
    }

    @Test
    void aCaseIsWrittenOnce() {
        var table = Decider.of(Wish.class, Fact.class, "start").decide(Wish.A.class, (state, a) -> List.of());
        assertThatThrownBy(() -> table.decide(Wish.A.class, (state, a) -> List.of()))
                .isInstanceOf(IllegalStateException.class);
    }
}
