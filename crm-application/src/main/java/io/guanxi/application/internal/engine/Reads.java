package io.guanxi.application.internal.engine;

import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.SchemaCommand;
import io.guanxi.domain.schema.SchemaId;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, in memory, which fields questions ask for, and tells now and then, never in the transaction of whoever asks. What has not been
 * told when the process ends is lost.
 */
final class Reads {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final Actor TELLER = Actor.system("reads");

    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Place, Tally> tallies = new ConcurrentHashMap<>();

    Reads(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    private record Place(TenantId tenant, String feature, String view, LocalDate day) {}

    /** Counted in while the map holds its place, so that who takes it out of the map has all of it. */
    private static final class Tally {
        private final Map<String, Long> fields = new HashMap<>();
        private long questions;

        private Tally with(Collection<String> asked) {
            questions++;
            asked.forEach(each -> fields.merge(each, 1L, Long::sum));
            return this;
        }
    }

    /** Counts one question. */
    <V extends View> void asked(TenantId tenant, String feature, ViewType<V> type, Collection<String> fields) {
        Place place = new Place(tenant, feature, type.name(), LocalDate.ofInstant(clock.instant(), zone));
        tallies.compute(place, (any, tally) -> (tally == null ? new Tally() : tally).with(fields));
    }

    /**
     * Tells what has been counted since the last time. What cannot be told is lost, as the tenant may be.
     *
     * @param teller executes a command in a transaction of its own
     */
    void tell(Teller teller) {
        for (Place place : List.copyOf(tallies.keySet())) {
            Tally tally = tallies.remove(place);
            if (tally != null) {
                try {
                    tell(place, tally, command -> teller.execute(place.tenant(), TELLER, command));
                } catch (RuntimeException failure) {
                    LOG.warn(
                            "What was asked for of {} cannot be noted: {}",
                            place.view(),
                            failure.getClass().getName());
                }
            }
        }
    }

    /** Executes commands. */
    @FunctionalInterface
    interface Teller {
        void execute(TenantId tenant, Actor actor, Command command);
    }

    private static void tell(Place place, Tally tally, Consumer<Command> execute) {
        execute.accept(SchemaCommand.Open.of(place.feature()));
        execute.accept(new SchemaCommand.NoteReads(
                SchemaId.of(place.feature()), place.view(), place.day(), tally.questions, tally.fields));
    }
}
