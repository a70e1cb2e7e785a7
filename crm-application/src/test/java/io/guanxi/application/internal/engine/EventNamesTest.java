package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Feature;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.Upcaster;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CallContext;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Stored;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventNamesTest {

    private static final UUID LAMP = new UUID(0, 7);

    record LampId(UUID value) implements AggregateId {}

    record Switch(LampId aggregateId) implements Command {}

    sealed interface LampEvent extends DomainEvent {

        @Stored(revision = 3)
        record Lit(LampId aggregateId, int watts) implements LampEvent {}

        record Dimmed(LampId aggregateId) implements LampEvent {}

        record Changed(LampId aggregateId) implements LampEvent {}
    }

    @Stored(name = "lit", revision = 1)
    record Lit1(LampId aggregateId, String power) {}

    @Stored(name = "lit", revision = 2)
    record Lit2(LampId aggregateId, int milliwatts) {}

    @Stored(name = "lit", revision = 2)
    record Lit2Again(LampId aggregateId) {}

    @Stored(name = "lit", revision = 3)
    record Lit3(LampId aggregateId) {}

    @Stored(name = "lit", revision = 4)
    record Lit4(LampId aggregateId) {}

    @Stored(name = "lit", revision = 0)
    record Lit0(LampId aggregateId) {}

    record Flickered(LampId aggregateId) {}

    record Burnt(LampId aggregateId) {}

    private static final Upcaster<Lit1> FIRST = Upcaster.from(Lit1.class)
            .to(Lit2.class, old -> new Lit2(old.aggregateId(), 1_000 * Integer.parseInt(old.power())));
    private static final Upcaster<Lit2> SECOND = Upcaster.from(Lit2.class)
            .to(LampEvent.Lit.class, old -> new LampEvent.Lit(old.aggregateId(), old.milliwatts() / 1_000));

    private static Feature lamps(Upcaster<?>... upcasters) {
        Decider<Switch, LampEvent, Boolean> decider = Decider.of(Switch.class, LampEvent.class, false)
                .decide(Switch.class, (Boolean lit, Switch command, CallContext context) -> List.of())
                .evolve(LampEvent.Lit.class, (lit, event) -> true)
                .evolve(LampEvent.Dimmed.class, (lit, event) -> lit)
                .evolve(LampEvent.Changed.class, (lit, event) -> lit)
                .build();
        return feature("lamp", decider, upcasters);
    }

    private static Feature feature(String name, Decider<?, ?, ?> decider, Upcaster<?>... upcasters) {
        return new Feature() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Decider<?, ?, ?>> decider() {
                return Optional.of(decider);
            }

            @Override
            public List<Upcaster<?>> upcasters() {
                return List.of(upcasters);
            }
        };
    }

    private static void requireRefused(String message, Upcaster<?>... upcasters) {
        assertThatThrownBy(() -> new EventNames(List.of(lamps(upcasters))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message);
    }

    private static List<Recorded<DomainEvent>> read(Feature feature, String name, int revision, String payload) {
        EventNames names = new EventNames(List.of(feature));
        Json json = new Json();
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        Meta meta = new Meta(TenantId.MAIN, 1, now, now, "ann", LAMP, "lamp.switch", 1, LAMP, null);
        return new Codec(names, json, new Secrets(names, json, null))
                .recorded(new StoredEvent(1, "lamp", LAMP, name, revision, payload, meta));
    }

    @Test
    void eachRevisionIsReadThroughAllThatCameAfterIt() {
        Feature lamps = lamps(FIRST, SECOND);
        for (List<Recorded<DomainEvent>> each : List.of(
                read(lamps, "lamp.lit", 1, "{\"aggregateId\":\"" + LAMP + "\",\"power\":\"60\"}"),
                read(lamps, "lamp.lit", 2, "{\"aggregateId\":\"" + LAMP + "\",\"milliwatts\":60000}"),
                read(lamps, "lamp.lit", 3, "{\"aggregateId\":\"" + LAMP + "\",\"watts\":60}"))) {
            assertThat(each).singleElement().satisfies(recorded -> {
                assertThat(recorded.event()).isEqualTo(new LampEvent.Lit(new LampId(LAMP), 60));
                assertThat(recorded.name()).isEqualTo("lamp.lit");
                assertThat(recorded.part()).isEmpty();
            });
        }
        assertThat(read(lamps, "lamp.lit", 4, "{}"))
                .singleElement()
                .satisfies(recorded -> assertThat(recorded.event()).isInstanceOf(UnknownEvent.class));
    }

    @Test
    void aPartKeepsItsNameWhenAnotherIsSplitLater() {
        Upcaster<Flickered> flickered = Upcaster.from(Flickered.class)
                .to(LampEvent.Dimmed.class, old -> new LampEvent.Dimmed(old.aggregateId()))
                .and(LampEvent.Changed.class, old -> new LampEvent.Changed(old.aggregateId()));
        Upcaster<Flickered> longer = Upcaster.from(Flickered.class)
                .to(Burnt.class, old -> new Burnt(old.aggregateId()))
                .and(LampEvent.Changed.class, old -> new LampEvent.Changed(old.aggregateId()));
        Upcaster<Burnt> burnt = Upcaster.from(Burnt.class)
                .to(LampEvent.Dimmed.class, old -> new LampEvent.Dimmed(old.aggregateId()))
                .and(LampEvent.Dimmed.class, old -> new LampEvent.Dimmed(old.aggregateId()));
        String payload = "{\"aggregateId\":\"" + LAMP + "\"}";
        assertThat(read(lamps(FIRST, SECOND, flickered), "lamp.flickered", 1, payload))
                .extracting(Recorded::part)
                .containsExactly("", ".1");
        assertThat(read(lamps(FIRST, SECOND, longer, burnt), "lamp.flickered", 1, payload))
                .extracting(Recorded::part)
                .containsExactly("", ".0.1", ".1");
    }

    @Test
    void anUpcasterThatFailsOrLeadsToAnotherAggregateIsNamed() {
        assertThatThrownBy(() -> read(
                        lamps(FIRST, SECOND), "lamp.lit", 1, "{\"aggregateId\":\"" + LAMP + "\",\"power\":\"bright\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lamp.lit, revision 1");
        Upcaster<Burnt> elsewhere = Upcaster.from(Burnt.class)
                .to(LampEvent.Dimmed.class, old -> new LampEvent.Dimmed(new LampId(new UUID(0, 8))));
        assertThatThrownBy(() ->
                        read(lamps(FIRST, SECOND, elsewhere), "lamp.burnt", 1, "{\"aggregateId\":\"" + LAMP + "\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lamp.burnt, revision 1")
                .hasStackTraceContaining("another aggregate");
    }

    @Test
    void whatCouldNotBeReadIsRefusedWhenTheCrmStarts() {
        requireRefused("no upcaster from lamp.lit, revision 1", SECOND);
        requireRefused(
                "no upcaster from lamp.lit, revision 2",
                Upcaster.from(Lit1.class).dropped());
        requireRefused(
                "lamp.lit, revision 2",
                FIRST,
                SECOND,
                Upcaster.from(Lit2Again.class).dropped());
        requireRefused(
                "lamp.lit, revision 3", FIRST, SECOND, Upcaster.from(Lit3.class).dropped());
        requireRefused(
                "from lamp.lit, revision 4, which is above that of the event: 3",
                FIRST,
                SECOND,
                Upcaster.from(Lit4.class).dropped());
        requireRefused(
                "lamp.lit has a revision below 1",
                FIRST,
                SECOND,
                Upcaster.from(Lit0.class).dropped());
        requireRefused(
                "from lamp.burnt, revision 1 leads to class",
                FIRST,
                SECOND,
                Upcaster.from(Burnt.class).to(Flickered.class, old -> new Flickered(old.aggregateId())));
        requireRefused(
                "leads back to itself",
                FIRST,
                SECOND,
                Upcaster.from(Burnt.class).to(Flickered.class, old -> new Flickered(old.aggregateId())),
                Upcaster.from(Flickered.class).to(Burnt.class, old -> new Burnt(old.aggregateId())));
    }

    @Test
    void anOlderBuildIsToldWhatItLacks() {
        EventNames names = new EventNames(List.of(lamps(FIRST, SECOND)));
        names.requireNotOlder(Map.of(), Set.of());
        names.requireNotOlder(names.newest(), Set.of());
        names.requireNotOlder(Map.of("lamp.lit", 2, "bulb.bought", 1), Set.of("bulb"));
        assertThatThrownBy(() -> names.requireNotOlder(
                        Map.of("lamp.lit", 4, "lamp.blown", 1, "bulb.bought", 2), Set.of("customer")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "the feature bulb with its event bulb.bought, revision 2, is not known to this build;"
                                + " the event lamp.blown, revision 1, is not known to this build;"
                                + " the event lamp.lit is at revision 4, and this build knows 3");
    }
}
