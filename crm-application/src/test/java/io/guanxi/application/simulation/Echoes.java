package io.guanxi.application.simulation;

import io.guanxi.application.Feature;
import io.guanxi.application.Reaction;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.DomainEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers every event of the other features with one of its own, so that a reaction that is lost, or comes too early, shows. */
final class Echoes implements Feature {

    private static final Decider<Echo, Echoed, Long> DECIDER = Decider.of(Echo.class, Echoed.class, 0L)
            .decide(Echo.class, Echoes::echo)
            .evolve(Echoed.class, (last, echoed) -> echoed.number())
            .build();

    private static final Reaction<DomainEvent> REACTION =
            Reaction.afterCommit("WhenAnythingHappensThenItIsEchoed", DomainEvent.class, Echoes::then);

    record EchoId(UUID value) implements AggregateId {

        static EchoId of(UUID aggregate) {
            return new EchoId(UUID.nameUUIDFromBytes(aggregate.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    record Echo(EchoId echoId, long number) implements Command {
        @Override
        public AggregateId aggregateId() {
            return echoId;
        }
    }

    /** @param number the event's within its own aggregate */
    record Echoed(EchoId echoId, long number) implements DomainEvent {
        @Override
        public AggregateId aggregateId() {
            return echoId;
        }
    }

    private static List<Echoed> echo(Long last, Echo echo) {
        return echo.number() <= last ? List.of() : List.of(new Echoed(echo.echoId(), echo.number()));
    }

    private static List<Command> then(Recorded<DomainEvent> recorded, Reader reader) {
        UUID aggregate = recorded.event().aggregateId().value();
        return recorded.event() instanceof Echoed
                ? List.of()
                : List.of(new Echo(EchoId.of(aggregate), recorded.meta().sequence()));
    }

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Optional<Decider<?, ?, ?>> decider() {
        return Optional.of(DECIDER);
    }

    @Override
    public List<Reaction<?>> reactions() {
        return List.of(REACTION);
    }
}
