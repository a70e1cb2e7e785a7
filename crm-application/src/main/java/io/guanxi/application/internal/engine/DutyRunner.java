package io.guanxi.application.internal.engine;

import io.guanxi.application.Duty;
import io.guanxi.application.spi.Attempts;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.TenantRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what has fallen due. One view's failure does not keep the others waiting. */
final class DutyRunner {

    private static final Logger LOG = LoggerFactory.getLogger("io.guanxi");
    private static final int PAGE = 500;

    private final Storage storage;
    private final Families families;
    private final List<Duty<?>> duties;
    private final InstantSource clock;
    private final Executing engine;

    DutyRunner(Storage storage, Families families, List<Duty<?>> duties, InstantSource clock, Executing engine) {
        this.storage = storage;
        this.families = families;
        this.duties = duties;
        this.clock = clock;
        this.engine = engine;
    }

    /** Gives a command on behalf of the system; true if it brought about an event. */
    @FunctionalInterface
    interface Executing {
        boolean execute(TenantId tenant, Actor actor, Command command);
    }

    boolean any() {
        return !duties.isEmpty();
    }

    /** Does all that is due now. Returns how many views a command has changed. */
    int run() {
        int done = 0;
        for (Duty<?> duty : duties) {
            done += run(duty, () -> {});
        }
        return done;
    }

    /** Does all that is due now, but for what another node is doing. */
    void run(Turns turns) {
        duties.forEach(duty -> turns.take("duty:" + duty.name(), turn -> run(duty, turn::keep)));
    }

    /** @param next called before each view */
    private <V extends View> int run(Duty<V> duty, Runnable next) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int done = 0;
        Filter<V> filter = families.ofAllTenants(duty.due().apply(now));
        ViewStore.OfTenant<V> last = null;
        List<ViewStore.OfTenant<V>> page;
        do {
            page = storage.views().findOfAllTenants(duty.view(), filter, last, PAGE);
            for (ViewStore.OfTenant<V> due : page) {
                next.run();
                done += attempt(duty, due, now) ? 1 : 0;
                last = due;
            }
        } while (page.size() == PAGE);
        storage.transactions()
                .executeInTransaction(() -> storage.attempts().forget(duty.name(), now.minus(Duration.ofDays(30))));
        return done;
    }

    private <V extends View> boolean attempt(Duty<V> duty, ViewStore.OfTenant<V> due, Instant now) {
        UUID id = due.view().id().value();
        Optional<Attempts.Attempt> before = storage.attempts().find(duty.name(), due.tenant(), id);
        if (before.isPresent() && now.isBefore(next(before.get()))) {
            return false;
        }
        String error = "unchanged";
        boolean changed = false;
        try {
            Command command = duty.command().apply(due.view(), now);
            changed = engine.execute(due.tenant(), Actor.system("duty:" + duty.name()), command);
        } catch (CrmException turnedDown) {
            error = turnedDown.code();
            if (error.equals(TenantRule.ERASED.code())) {
                return false; // with what had been found due before
            }
        } catch (RuntimeException failure) {
            error = failure.getClass().getName();
            LOG.warn("The duty {} failed at {}: {}", duty.name(), id, error);
        }
        if (!changed || before.isPresent()) {
            int count = changed ? 0 : before.map(Attempts.Attempt::count).orElse(0) + 1;
            var attempt = new Attempts.Attempt(duty.name(), due.tenant(), id, count, now, error);
            storage.transactions().executeInTransaction(() -> storage.attempts().put(attempt));
        }
        return changed;
    }

    /** One minute after the first attempt, then twice as long each time; given up after the last. */
    private static Instant next(Attempts.Attempt attempt) {
        if (attempt.count() == 0) {
            return Instant.MIN;
        }
        return attempt.count() >= Duty.MAX_ATTEMPTS
                ? Instant.MAX
                : attempt.lastAt().plus(Duration.ofMinutes(1L << (attempt.count() - 1)));
    }
}
