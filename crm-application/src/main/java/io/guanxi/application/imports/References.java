package io.guanxi.application.imports;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import io.guanxi.application.CrmSession;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.opportunity.OpportunityView;
import io.guanxi.application.product.ProductView;
import io.guanxi.application.ticket.TicketView;
import io.guanxi.application.transaction.TransactionView;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.Customer;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that rows name, some hundred at a time: by their original id, else by the id that the CRM has for them, else by
 * their name, if one record alone has it.
 */
final class References {

    private static final int REMEMBERED = 20_000;

    private final CrmSession session;
    private final Terms terms;
    private final Cache<Ref, UUID> remembered =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<Ref, String> numbers =
            CacheBuilder.newBuilder().maximumSize(REMEMBERED).build();

    /** What a dry run would have made, by id and by name. */
    private final Map<UUID, Integer> imagined = new ConcurrentHashMap<>();

    private final Map<Ref, UUID> imaginedNames = new ConcurrentHashMap<>();

    References(CrmSession session, Terms terms) {
        this.session = session;
        this.terms = terms;
    }

    /** To be called in a dry run for what would have been made. */
    void imagine(UUID id, Ref byName, int content) {
        imagined.put(id, content);
        imaginedNames.put(byName, id);
    }

    /** What stands in the row that would have made the record; null if none would. */
    @Nullable
    Integer imagined(UUID id) {
        return imagined.get(id);
    }

    /** @param last whether what is not found by then is given up, so that no way of finding it is too dear */
    Found find(Collection<Ref> refs, boolean last) {
        if (refs.isEmpty()) {
            return Found.NOTHING;
        }
        Map<Ref, UUID> ids = new HashMap<>();
        Map<RecordKind, Set<Ref>> open = new HashMap<>();
        for (Ref ref : refs) {
            UUID known = remembered.getIfPresent(ref);
            if (known != null) {
                ids.put(ref, known);
            } else {
                open.computeIfAbsent(ref.kind(), any -> new HashSet<>()).add(ref);
            }
        }
        Map<Ref, Integer> ambiguous = new HashMap<>();
        Map<Ref, String> products = new HashMap<>();
        open.forEach((kind, all) -> {
            switch (kind) {
                case ORGANISATION, PERSON -> customers(kind, all, ids, ambiguous, last);
                case OPPORTUNITY -> {
                    byId(OpportunityView.TYPE, all, ids, each -> each.id().value());
                    byName(OpportunityView.TYPE, OpportunityView.NAME, Filter.everything(), all, ids, ambiguous);
                }
                case ACTIVITY ->
                    byId(ActivityView.TYPE, all, ids, each -> value(each.about().customer()));
                case TICKET -> byId(TicketView.TYPE, all, ids, each -> each.id().value());
                case PRODUCT -> products(all, products);
                case LEAD -> {}
                case TRANSACTION ->
                    byId(TransactionView.TYPE, all, ids, each -> each.id().value());
            }
        });
        ids.forEach(remembered::put);
        return new Found(ids, ambiguous, products);
    }

    private static @Nullable UUID value(@Nullable CustomerId id) {
        return id == null ? null : id.value();
    }

    /** A customer may have come as an organisation or as a person, whichever the row that names it thinks it is. */
    private void customers(
            RecordKind kind, Set<Ref> refs, Map<Ref, UUID> ids, Map<Ref, Integer> ambiguous, boolean last) {
        RecordKind other = kind == RecordKind.PERSON ? RecordKind.ORGANISATION : RecordKind.PERSON;
        byId(CustomerView.TYPE, refs, ids, each -> each.id().value());
        Map<Ref, Ref> others = new HashMap<>();
        refs.stream()
                .filter(each -> !ids.containsKey(each) && each.id() != null)
                .forEach(each -> others.put(new Ref(other, each.id(), each.name()), each));
        Map<Ref, UUID> found = new HashMap<>();
        byId(CustomerView.TYPE, others.keySet(), found, each -> each.id().value());
        found.forEach((ref, id) -> ids.put(others.get(ref), id));
        Filter<CustomerView> ofKind = CustomerView.KIND
                .is(kind == RecordKind.PERSON ? CustomerKind.PERSON : CustomerKind.ORGANISATION)
                .and(CustomerView.STATUS.isNot(Customer.Status.MERGED));
        if (last) {
            byIdentity(refs, ids);
        }
        byName(CustomerView.TYPE, CustomerView.NAME, ofKind, refs, ids, ambiguous);
    }

    /** Those that were brought in under another id, as what they were updated by. */
    private void byIdentity(Set<Ref> refs, Map<Ref, UUID> ids) {
        Map<String, Ref> wanted = new HashMap<>();
        refs.stream()
                .filter(each -> !ids.containsKey(each) && each.id() != null)
                .forEach(each -> wanted.put(terms.source() + ":" + each.id(), each));
        if (!wanted.isEmpty()) {
            List<Filter<CustomerView>> any = new ArrayList<>();
            wanted.keySet().forEach(each -> any.add(CustomerView.IDENTITIES.has(each)));
            session.views(CustomerView.TYPE)
                    .forEach(
                            new Filter.Any<>(any).and(CustomerView.STATUS.isNot(Customer.Status.MERGED)),
                            view -> view.identities().forEach(each -> {
                                Ref ref = wanted.get(each.key());
                                if (ref != null) {
                                    ids.put(ref, view.id().value());
                                }
                            }));
        }
    }

    private <V extends View> void byId(
            ViewType<V> type, Collection<Ref> refs, Map<Ref, UUID> ids, Function<V, @Nullable UUID> target) {
        ListMultimap<UUID, Ref> wanted = ArrayListMultimap.create();
        for (Ref ref : refs) {
            UUID id = Ids.of(terms.source(), ref.kind(), ref.told());
            wanted.put(id, ref);
            if (imagined.containsKey(id)) {
                ids.put(ref, id);
            }
        }
        if (!wanted.isEmpty()) {
            session.views(type).forEach(Rows.oneOf(type.id(), wanted.keySet()), view -> {
                UUID found = target.apply(view);
                if (found != null) {
                    wanted.get(view.id().value()).forEach(ref -> ids.put(ref, found));
                }
            });
        }
    }

    private <V extends View> void byName(
            ViewType<V> type,
            Attribute<V, String> name,
            Filter<V> among,
            Set<Ref> refs,
            Map<Ref, UUID> ids,
            Map<Ref, Integer> ambiguous) {
        ListMultimap<String, Ref> wanted = ArrayListMultimap.create();
        for (Ref ref : refs) {
            if (!ids.containsKey(ref) && ref.name() != null) {
                UUID would = imaginedNames.get(new Ref(ref.kind(), null, ref.name()));
                if (would == null) {
                    wanted.put(ref.name(), ref);
                } else {
                    ids.put(ref, would);
                }
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        ListMultimap<String, UUID> found = ArrayListMultimap.create();
        session.views(type)
                .forEach(
                        Rows.oneOf(name, wanted.keySet()).and(among),
                        view -> found.put(
                                String.valueOf(name.valueOf(view)), view.id().value()));
        wanted.forEach((text, ref) -> {
            List<UUID> all = found.get(text);
            if (all.size() == 1) {
                ids.put(ref, all.get(0));
            } else if (all.size() > 1) {
                ambiguous.put(ref, all.size());
            }
        });
    }

    /** By number, by name, and by the name without case, spaces and punctuation: {@code GTXPro} is {@code GTX Pro}. */
    private void products(Set<Ref> refs, Map<Ref, String> found) {
        Set<Ref> open = new HashSet<>();
        for (Ref ref : refs) {
            String known = numbers.getIfPresent(ref);
            if (known == null) {
                open.add(ref);
            } else {
                found.put(ref, known);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        Set<String> names = open.stream().map(Ref::told).collect(Collectors.toSet());
        Set<String> spellings = names.stream().map(ProductView::spelling).collect(Collectors.toSet());
        ListMultimap<String, String> bySpelling = ArrayListMultimap.create();
        Map<String, String> exact = new HashMap<>();
        Filter<ProductView> any = new Filter.Any<>(List.of(
                Rows.oneOf(ProductView.SKU, names),
                Rows.oneOf(ProductView.NAME, names),
                Rows.oneOf(ProductView.SPELLING, spellings)));
        session.views(ProductView.TYPE).forEach(any, view -> {
            bySpelling.put(
                    ProductView.spelling(view.details().name()), view.details().sku());
            exact.putIfAbsent(view.details().name(), view.details().sku());
            exact.put(view.details().sku(), view.details().sku());
        });
        for (Ref ref : open) {
            List<String> alike = bySpelling.get(ProductView.spelling(ref.told()));
            String number = exact.getOrDefault(ref.told(), alike.size() == 1 ? alike.get(0) : ref.told());
            found.put(ref, number);
            numbers.put(ref, number);
        }
    }
}
