package io.guanxi.application.internal.engine;

import static io.guanxi.application.spi.TenantStore.Stored;

import io.guanxi.application.Erasure;
import io.guanxi.application.Tenant;
import io.guanxi.application.Tenants;
import io.guanxi.application.Usage;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.spi.TenantStore.Entry;
import io.guanxi.application.spi.TenantStore.Used;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tenants as one actor may manage them. */
record Landlord(RunningCrm crm, Actor actor) implements Tenants {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private void authorize() {
        if (!crm.parts().authorizer().mayManageTenants(actor)) {
            throw new CrmException.Forbidden(actor, "manage tenants");
        }
    }

    private TenantStore store() {
        return crm.parts().storage().tenants();
    }

    private Tenancy tenancy() {
        return crm.engine().tenancy();
    }

    @Override
    public boolean create(TenantId tenant) {
        authorize();
        return tenancy().create(tenant, crm.call(tenant, actor));
    }

    @Override
    public List<Tenant> list() {
        authorize();
        return tenants(store().all(), store().stored(null));
    }

    @Override
    public Optional<Tenant> find(TenantId tenant) {
        authorize();
        return tenants(store().find(tenant).stream().toList(), store().stored(tenant)).stream()
                .findFirst();
    }

    private static List<Tenant> tenants(List<Entry> entries, List<Stored> stored) {
        Map<String, Entry> known = byName(entries, Entry::tenant);
        Map<String, Stored> used = byName(stored, Stored::tenant);
        stored.forEach(each -> known.putIfAbsent(each.tenant().value(), new Entry(each.tenant(), null, null)));
        return known.values().stream()
                .map(each -> tenant(each, used.get(each.tenant().value())))
                .toList();
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, TenantId> tenant) {
        return all.stream()
                .collect(Collectors.toMap(
                        each -> tenant.apply(each).value(), each -> each, (one, other) -> one, TreeMap::new));
    }

    private static Tenant tenant(Entry entry, @Nullable Stored stored) {
        return stored == null
                ? new Tenant(entry.tenant(), entry.createdAt(), entry.erasure(), null, null, 0, 0, 0)
                : new Tenant(
                        entry.tenant(),
                        entry.createdAt(),
                        entry.erasure(),
                        stored.first(),
                        stored.last(),
                        stored.events(),
                        stored.commands(),
                        stored.bytes());
    }

    @Override
    public List<Usage> usage(TenantId tenant, LocalDate from, LocalDate to) {
        authorize();
        Check.date("from", from);
        Check.date("to", to);
        Check.that(!to.isBefore(from), "to", "range", "must not be before the start");
        ZoneId zone = crm.parts().zone();
        Instant begin = from.atStartOfDay(zone).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
        Map<LocalDate, Usage> days = new TreeMap<>();
        for (Used each : store().used(tenant, begin, end)) {
            LocalDate day = Instant.EPOCH
                    .plus(QUARTER.multipliedBy(each.quarter()))
                    .atZone(zone)
                    .toLocalDate();
            days.merge(day, new Usage(day, each.events(), each.commands(), each.bytes()), Landlord::sum);
        }
        return new ArrayList<>(days.values());
    }

    private static Usage sum(Usage one, Usage other) {
        return new Usage(
                one.day(),
                one.events() + other.events(),
                one.commands() + other.commands(),
                one.bytes() + other.bytes());
    }

    @Override
    public long export(TenantId tenant, OutputStream out) {
        authorize();
        tenancy().requireThere(tenant);
        return crm.export(out, tenant, crm.engine().codec()::open);
    }

    @Override
    public Erasure erase(TenantId tenant, String reason) {
        authorize();
        String checked = Check.text("reason", reason, 200);
        tenancy().requireThere(tenant);
        var call = crm.call(tenant, actor);
        return tenancy().erase(Erasure.ofTenant(tenant, call.now(), actor.id(), checked), call);
    }
}
