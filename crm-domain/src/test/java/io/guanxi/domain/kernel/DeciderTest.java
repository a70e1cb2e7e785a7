package io.guanxi.domain.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.customer.CustomerId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    void aWholeTableDecidesAndFolds() {
        var decider = Decider.of(Wish.class, Fact.class, "start")
                .decide(Wish.A.class, (state, a) -> List.of(new Fact.Done(a.aggregateId())))
                .decide(Wish.B.class, (state, b, context) -> List.of())
                .evolve(Fact.Done.class, (state, done) -> state + " done")
                .build();
        CustomerId id = new CustomerId(new UUID(0, 1));
        CallContext now = new CallContext(new Actor("ann", Set.of()), Instant.EPOCH, Instant.EPOCH, ZoneOffset.UTC);
        Fact done = new Fact.Done(id);
        assertThat(decider.decide(decider.initial(), new Wish.A(id), now)).containsExactly(done);
        assertThat(decider.decide(decider.initial(), new Wish.B(id), now)).isEmpty();
        assertThat(decider.evolve(decider.initial(), List.of(done, done))).isEqualTo("start done done");
        assertThat(decider.commandType()).isEqualTo(Wish.class);
        assertThat(decider.eventType()).isEqualTo(Fact.class);
        assertThat(decider.commands()).containsExactlyInAnyOrder(Wish.A.class, Wish.B.class);
        assertThat(decider.events()).containsExactly(Fact.Done.class);
        assertThat(Command.kinds(Wish.class)).isEqualTo(decider.commands());
    }

    @Test
    void aCaseIsWrittenOnce() {
        var table = Decider.of(Wish.class, Fact.class, "start").decide(Wish.A.class, (state, a) -> List.of());
        assertThatThrownBy(() -> table.decide(Wish.A.class, (state, a) -> List.of()))
                .isInstanceOf(IllegalStateException.class);
    }
}
