package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;

import io.guanxi.application.Duty;
import io.guanxi.application.Reader;
import io.guanxi.application.schema.SchemaView;
import io.guanxi.application.spi.Attempts;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.ViewStore;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.View;
import io.guanxi.application.view.Views;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.TenantRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    private final @Nullable Function<TenantId, Reader> readers;
    private final Executing engine;

    /** @param readers everything of a tenant; null if no tenant has custom fields */
    DutyRunner(
            Storage storage,
            Families families,
            List<Duty<?>> duties,
            InstantSource clock,
            @Nullable Function<TenantId, Reader> readers,
            Executing engine) {
        this.storage = storage;
        this.families = families;
        this.duties = duties;
        this.clock = clock;
        this.readers = readers;
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
        Map<TenantId, Duty<V>> own = own(duty);
        ViewStore.OfTenant<V> last = null;
        List<ViewStore.OfTenant<V>> page;
        do {
            page = storage.views().findOfAllTenants(duty.view(), filter, last, PAGE);
            for (ViewStore.OfTenant<V> due : page) {
                last = due;
                if (!own.containsKey(due.tenant())) {
                    next.run();
                    done += attempt(duty, due, now) ? 1 : 0;
                }
            }
        } while (page.size() == PAGE);
        for (Map.Entry<TenantId, Duty<V>> each : own.entrySet()) {
            done += run(each.getValue(), each.getKey(), now, next);
        }
        storage.transactions()
                .executeInTransaction(() -> storage.attempts().forget(duty.name(), now.minus(Duration.ofDays(30))));
        return done;
    }

    /** Of one tenant. */
    private <V extends View> int run(Duty<V> duty, TenantId tenant, Instant now, Runnable next) {
        Views<V> views = requireNonNull(readers).apply(tenant).views(duty.view());
        Filter<V> filter = duty.due().apply(now);
        PageRequest<V> request = PageRequest.first(PAGE).byId();
        int done = 0;
        for (String cursor = ""; cursor != null; ) {
            Page<V> page = views.find(filter, request);
            for (V due : page.views()) {
                next.run();
                done += attempt(duty, new ViewStore.OfTenant<>(tenant, due), now) ? 1 : 0;
            }
            cursor = page.next();
            request = cursor == null ? request : request.after(cursor);
        }
        return done;
    }

    /** The tenants in which it is another duty. */
    private <V extends View> Map<TenantId, Duty<V>> own(Duty<V> duty) {
        Function<Reader, Optional<Duty<V>>> own = duty.own();
        Function<TenantId, Reader> read = readers;
        if (own == null || read == null) {
            return Map.of();
        }
        Map<TenantId, Duty<V>> result = new LinkedHashMap<>();
        Set<TenantId> asked = new HashSet<>();
        ViewStore.OfTenant<SchemaView> last = null;
        List<ViewStore.OfTenant<SchemaView>> page;
        do {
            page = storage.views().findOfAllTenants(SchemaView.TYPE, Filter.everything(), last, PAGE);
            for (ViewStore.OfTenant<SchemaView> each : page) {
                last = each;
                if (asked.add(each.tenant())) {
                    own.apply(read.apply(each.tenant())).ifPresent(mine -> result.put(each.tenant(), mine));
                }
            }
        } while (page.size() == PAGE);
        return result;
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
