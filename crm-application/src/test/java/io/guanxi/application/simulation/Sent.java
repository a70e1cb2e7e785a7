package io.guanxi.application.simulation;

import io.guanxi.application.Outcome;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an actor wants done, under an id of its own, and what became of each attempt to have it done. */
final class Sent {

    private final UUID id;
    private final TenantId tenant;
    private final Actor actor;
    private final List<Command> commands;
    private final @Nullable Long expected;
    private final List<Attempt> attempts = new ArrayList<>();

    Sent(UUID id, TenantId tenant, Actor actor, List<Command> commands, @Nullable Long expected) {
        this.id = id;
        this.tenant = tenant;
        this.actor = actor;
        this.commands = List.copyOf(commands);
        this.expected = expected;
    }

    UUID id() {
        return id;
    }

    TenantId tenant() {
        return tenant;
    }

    Actor actor() {
        return actor;
    }

    List<Command> commands() {
        return commands;
    }

    @Nullable
    Long expected() {
        return expected;
    }

    Attempt attempt(Node node, long position) {
        Attempt attempt = new Attempt(node, node.life(), node.instant(), position);
        attempts.add(attempt);
        return attempt;
    }

    Stream<Attempt> attempts() {
        return attempts.stream();
    }

    /** Whether nobody waits for an answer. */
    boolean answered() {
        return attempts().noneMatch(each -> each.state == State.UNDER_WAY);
    }

    boolean acknowledged() {
        return attempts().anyMatch(each -> each.state == State.DONE);
    }

    /** Whether each attempt was turned down: then it has not been done, and never will be. */
    boolean turnedDown() {
        return attempts().allMatch(each -> each.state == State.TURNED_DOWN);
    }

    @Override
    public String toString() {
        return tenant.value() + " " + id.getLeastSignificantBits() + " " + commands;
    }

    enum State {
        UNDER_WAY,
        DONE,
        TURNED_DOWN,
        /** An error, or silence: it may have been done. */
        UNKNOWN
    }

    /** One try at one node. */
    static final class Attempt {

        private final Node node;
        private final int life;
        private final Instant sentAt;
        private final long from;
        private State state = State.UNDER_WAY;
        private List<Outcome> outcomes = List.of();
        private String code = "";
        private @Nullable Instant answeredAt;
        private long to;

        private Attempt(Node node, int life, Instant sentAt, long from) {
            this.node = node;
            this.life = life;
            this.sentAt = sentAt;
            this.from = from;
        }

        /** @param failure null if there is none */
        void answer(List<Outcome> answers, @Nullable Throwable failure, long position) {
            to = position;
            answeredAt = node.instant();
            outcomes = answers;
            if (failure == null) {
                state = State.DONE;
                code = "done";
            } else if (failure instanceof CrmException turnedDown) {
                state = State.TURNED_DOWN;
                code = turnedDown.code();
            } else {
                state = State.UNKNOWN;
                code = failure.getClass().getSimpleName();
            }
        }

        boolean isAt(Node place) {
            return node == place && life == place.life() && state == State.UNDER_WAY;
        }

        State state() {
            return state;
        }

        List<Outcome> outcomes() {
            return outcomes;
        }

        String code() {
            return code;
        }

        /** When it may have been decided. */
        List<Instant> times() {
            return answeredAt == null ? List.of(sentAt) : List.of(sentAt, answeredAt);
        }

        /** The last event that was committed when it was sent. */
        long from() {
            return from;
        }

        /** The last event that was committed when it was answered. */
        long to() {
            return to;
        }
    }
}
