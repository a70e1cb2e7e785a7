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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts, in memory, which fields questions ask for, and tells now and then, never in the transaction of whoever asks. What has not been
 * told when the process ends is lost, and so may be a question that is asked while it tells: what is wanted is a share, not a sum.
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

    private static final class Tally {
        private final LongAdder questions = new LongAdder();
        private final Map<String, LongAdder> fields = new ConcurrentHashMap<>();
    }

    /** Counts one question. */
    <V extends View> void asked(TenantId tenant, String feature, ViewType<V> type, Collection<String> fields) {
        Place place = new Place(tenant, feature, type.name(), LocalDate.ofInstant(clock.instant(), zone));
        Tally tally = tallies.computeIfAbsent(place, any -> new Tally());
        tally.questions.increment();
        fields.forEach(each ->
                tally.fields.computeIfAbsent(each, any -> new LongAdder()).increment());
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
        Map<String, Long> fields = new HashMap<>();
        tally.fields.forEach((name, count) -> fields.put(name, count.sum()));
        long questions = tally.questions.sum();
        // whoever has counted the question and not yet its fields, or the other way round, is not waited for
        fields.replaceAll((name, count) -> Math.min(count, questions));
        fields.values().removeIf(count -> count == 0);
        if (questions > 0) {
            execute.accept(SchemaCommand.Open.of(place.feature()));
            execute.accept(new SchemaCommand.NoteReads(
                    SchemaId.of(place.feature()), place.view(), place.day(), questions, fields));
        }
    }
}
