package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.primitives.Longs;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Feature;
import io.guanxi.application.Meta;
import io.guanxi.application.Outcome;
import io.guanxi.application.Past;
import io.guanxi.application.Reader;
import io.guanxi.application.Recorded;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.group.Rollup;
import io.guanxi.application.privacy.Permissions;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.quality.QualityPolicy;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.schema.FieldReads;
import io.guanxi.application.schema.FieldReport;
import io.guanxi.application.schema.FieldUsage;
import io.guanxi.application.schema.Labels;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Coverage;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.Ordered;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.Sort;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.application.view.Views;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EventOfAnyFeature;
import io.guanxi.domain.schema.SetFields;
import io.guanxi.rest.Routes.Route;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One collection at work: what its table of routes says, done to one CRM.
 *
 * @param <I> the aggregate's identity
 * @param <V> what is seen of it
 */
final class Endpoint<I extends AggregateId, V extends View> {

    private static final int DEFAULT_LIMIT = 50;
    private static final String LOOKUP = "lookup";
    private static final String AS_OF = "asOf";
    private static final String TIME = "asOfTime";
    private static final String SINCE = "since";

    private final Routes<I, V> routes;
    private final ViewType<V> type;
    private final List<ViewType<?>> types;
    private final String feature;
    private final boolean erasable;
    private final boolean unmaskable;
    private final Crm crm;
    private final Wire wire;
    private final Bodies bodies;

    Endpoint(Routes<I, V> routes, Crm crm, Wire wire, Bodies bodies) {
        this.routes = routes;
        this.type = routes.view();
        this.types = CrmRest.viewTypes(crm).toList();
        this.feature = crm.features().stream()
                .filter(each -> each.views().contains(type))
                .map(Feature::name)
                .findFirst()
                .orElseThrow();
        this.erasable = crm.erasable();
        this.unmaskable = types.contains(DisclosureView.TYPE);
        this.crm = crm;
        this.wire = wire;
        this.bodies = bodies;
    }

    Response list(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(
                request.uri(),
                Set.of("filter", "sort", "limit", "cursor", "with", "shows", LOOKUP, AS_OF, TIME),
                Set.of());
        int limit = parameters.number("limit", DEFAULT_LIMIT);
        List<ViewType<?>> along = parameters.list("with").stream()
                .<ViewType<?>>map(this::typeNamed)
                .toList();
        Reader reader = reader(session, parameters);
        FilterReader filters = new FilterReader(types, reader);
        Views<V> views = shown(reader.views(type), parameters).with(along.toArray(ViewType<?>[]::new));
        Page<V> page = request.uri().getQueryParameters().containsKey(LOOKUP)
                ? lookup(views, filter(filters, parameters), parameters, limit)
                : views.find(
                        filter(filters, parameters),
                        new PageRequest<>(limit, sorts(filters, parameters), parameters.text("cursor")));
        return wire.ok(page(page, along)).build();
    }

    /** What the screen shows counts as asked for. */
    private static <V extends View> Views<V> shown(Views<V> views, Parameters parameters) {
        List<String> fields = parameters.list("shows");
        return fields.isEmpty() ? views : views.showing(Set.copyOf(fields));
    }

    /** What is found by what was typed has an order of its own, and no page behind the first. */
    private Page<V> lookup(Views<V> views, Filter<V> filter, Parameters parameters, int limit) {
        for (String each : List.of("sort", "cursor")) {
            Check.that(parameters.text(each) == null, each, "exclusive", "must not be given with " + LOOKUP);
        }
        String typed = parameters.text(LOOKUP);
        return views.lookup(typed == null ? "" : typed, filter, limit);
    }

    Response count(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("filter", AS_OF, TIME), Set.of());
        Reader reader = reader(session, parameters);
        long count = reader.views(type).count(filter(new FilterReader(types, reader), parameters));
        return wire.ok(wire.object().put("count", count)).build();
    }

    Response report(CrmSession session, Request request) {
        Parameters parameters =
                Parameters.read(request.uri(), Set.of("filter", "groupBy", AS_OF, TIME), Set.of("measure"));
        Reader reader = reader(session, parameters);
        FilterReader filters = new FilterReader(types, reader);
        Grouping<V> question = new Report<>(type, filters).read(parameters.list("groupBy"), parameters.all("measure"));
        Views<V> views = reader.views(type);
        return wire.ok(Report.answer(wire, question, Coverage.of(views, filter(filters, parameters), question)))
                .build();
    }

    /** Its attributes and custom fields, with labels in the language that the header asks for. */
    Response fields(CrmSession session, Request request) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        Locale locale = ProblemMapper.language(request.headers());
        ObjectNode answer = wire.object().put("label", Labels.of(type, locale));
        ArrayNode fields = answer.putArray("fields");
        session.describe(type, locale).forEach(each -> fields.add(wire.tree(each)));
        return wire.ok(answer)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .build();
    }

    /** How many have a value in each of them. */
    Response usage(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("filter", SINCE), Set.of());
        ObjectNode answer = wire.object();
        ArrayNode fields = answer.putArray("fields");
        String since = parameters.text(SINCE);
        FieldReads reads =
                since == null ? null : FieldReads.of(session, type, feature, date(SINCE, since), LocalDate.MAX);
        FieldUsage.of(session, type, filter(new FilterReader(types, session), parameters))
                .forEach(each -> fields.add(wire.tree(reads == null ? each : each.with(reads))));
        return wire.ok(answer).build();
    }

    /** Who fills each custom field in, and since when. */
    Response fieldReport(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(request.uri(), Set.of(SINCE), Set.of());
        if (type.customFields() == null) {
            throw new CrmException.NotFound("custom fields", routes.collection());
        }
        ObjectNode answer = wire.object();
        ArrayNode fields = answer.putArray("fields");
        String since = parameters.text(SINCE);
        FieldReport.of(session, type, feature, since == null ? LocalDate.MIN : date(SINCE, since))
                .forEach(each -> fields.add(wire.tree(each)));
        return wire.ok(answer).build();
    }

    Response view(CrmSession session, Request request, String id) {
        Parameters parameters = Parameters.read(request.uri(), Set.of(AS_OF, TIME), Set.of());
        I identity = identity(id);
        Versioned<V> found = reader(session, parameters)
                .views(type)
                .versioned(identity)
                .orElseThrow(() -> new CrmException.NotFound(identity));
        Revision known = request.revision(HttpHeaders.IF_NONE_MATCH);
        Response.ResponseBuilder answer =
                known != null && known.mentions(found.version()) ? Response.notModified() : wire.ok(wire.view(found));
        return answer.header(HttpHeaders.ETAG, Revision.tag(found.version())).build();
    }

    Response history(CrmSession session, Request request, String id) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("after", "limit", AS_OF, TIME), Set.of());
        int after = parameters.number("after", 0);
        int limit = parameters.number("limit", PageRequest.MAX_LIMIT);
        Check.range("after", after, 0, Integer.MAX_VALUE);
        Check.range("limit", limit, 1, PageRequest.MAX_LIMIT);
        Past past = past(session, parameters);
        I identity = aggregate(id);
        return events(
                past == null ? session.history(identity, after, limit) : part(past.history(identity), after, limit));
    }

    /** What one stored event is read as stays together, for the next part begins behind it. */
    private static List<Recorded<?>> part(List<Recorded<?>> history, long after, int limit) {
        List<Recorded<?>> behind =
                history.stream().filter(each -> each.meta().sequence() > after).toList();
        long last = behind.size() <= limit
                ? Long.MAX_VALUE
                : behind.get(limit - 1).meta().sequence();
        return behind.stream().filter(each -> each.meta().sequence() <= last).toList();
    }

    /** Fields by their paths, each with who made it what it is, and when. */
    Response provenance(CrmSession session, Request request, String id) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        ObjectNode fields = wire.object();
        session.provenance(aggregate(id)).forEach((path, event) -> {
            ObjectNode origin = recorded(event);
            origin.remove("event");
            fields.set(path, origin);
        });
        ObjectNode answer = wire.object();
        answer.set("fields", fields);
        return wire.ok(answer).build();
    }

    /** Whether there are timelines, and these are customers: nothing else has one. */
    static boolean hasTimeline(ViewType<?> type, List<ViewType<?>> types) {
        return type.id().idType().equals(CustomerId.class) && types.contains(TimelineEntry.TYPE);
    }

    /** The newest first. A customer whom nobody knows has an empty one, as one has with whom nothing has happened. */
    Response timeline(CrmSession session, Request request, String id) {
        Parameters parameters =
                Parameters.read(request.uri(), Set.of("filter", "limit", "cursor", AS_OF, TIME), Set.of());
        I identity = identity(id);
        if (!hasTimeline(type, types)) {
            throw new CrmException.NotFound("timeline", id);
        }
        Filter<TimelineEntry> filter = TimelineEntry.of(new CustomerId(identity.value()));
        String text = parameters.text("filter");
        Reader reader = reader(session, parameters);
        if (text != null) {
            filter = filter.and(new FilterReader(types, reader).read(TimelineEntry.TYPE, "filter", text));
        }
        PageRequest<TimelineEntry> newest = TimelineEntry.newest(parameters.number("limit", DEFAULT_LIMIT));
        Page<TimelineEntry> page = reader.views(TimelineEntry.TYPE)
                .find(filter, new PageRequest<>(newest.limit(), newest.sorts(), parameters.text("cursor")));
        return wire.ok(page(page, List.of())).build();
    }

    /** Whether there are consents, and these are customers: nobody else has any. */
    static boolean hasPermissions(ViewType<?> type, List<ViewType<?>> types) {
        return type.id().idType().equals(CustomerId.class) && types.contains(ConsentView.TYPE);
    }

    /** Whether a customer may be contacted now, and why. */
    Response permission(CrmSession session, Request request, String id) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("purpose", "channel"), Set.of());
        I identity = identity(id);
        if (!hasPermissions(type, types)) {
            throw new CrmException.NotFound("permission", id);
        }
        ConsentTopic topic = new ConsentTopic(
                new CustomerId(identity.value()),
                Check.text("purpose", parameters.text("purpose"), 50),
                Check.text("channel", parameters.text("channel"), 50));
        return wire.ok(Permissions.of(crm).mayContact(session, topic, crm.now()))
                .build();
    }

    static boolean hasGroups(ViewType<?> type, List<ViewType<?>> types) {
        return type.equals(CustomerView.TYPE) && types.contains(ContactView.TYPE);
    }

    /** Who counts together with a customer, today or on another day. */
    Response group(CrmSession session, Request request, String id) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("on"), Set.of());
        I identity = identity(id);
        if (!hasGroups(type, types) || session.views(type).byId(identity).isEmpty()) {
            throw new CrmException.NotFound(identity);
        }
        String on = parameters.text("on");
        LocalDate day = on == null ? LocalDate.ofInstant(crm.now(), ZoneOffset.UTC) : date("on", on);
        return wire.ok(Rollup.of(session, new CustomerId(identity.value()), day))
                .build();
    }

    private static LocalDate date(String parameter, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException malformed) {
            throw new CrmException.Invalid(parameter, "type", "must be a date such as 2026-03-01, not " + text);
        }
    }

    /** What the host takes for good data of such things; it does so of customers only. */
    static Optional<QualityPolicy> quality(ViewType<?> type, Crm crm) {
        return type.equals(CustomerView.TYPE) ? QualityPolicy.of(crm) : Optional.empty();
    }

    private QualityPolicy quality() {
        return quality(type, crm).orElseThrow(() -> new CrmException.NotFound("quality", routes.collection()));
    }

    Response quality(CrmSession session, Request request, String id) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        CustomerId customer = new CustomerId(identity(id).value());
        return wire.ok(quality().score(session, customer, crm.now())).build();
    }

    /** By owner, if nothing else is asked for. */
    Response gaps(CrmSession session, Request request) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("filter", "groupBy"), Set.of());
        QualityPolicy policy = quality();
        FilterReader filters = new FilterReader(types, session);
        String filter = parameters.text("filter");
        String by = parameters.text("groupBy");
        ObjectNode answer = wire.object();
        ArrayNode gaps = answer.putArray("gaps");
        policy.completeness()
                .gaps(
                        session,
                        filter == null ? Filter.everything() : filters.read(CustomerView.TYPE, "filter", filter),
                        by == null ? CustomerView.OWNER : filters.attribute(CustomerView.TYPE, "groupBy", by))
                .forEach(each -> gaps.add(wire.tree(each)));
        return wire.ok(answer).build();
    }

    /** Answered when it is done. */
    Response scan(CrmSession session, Request request) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        return wire.ok(QualityScan.run(session, quality(), crm.now())).build();
    }

    /** Why an event is in the log: itself, its cause, the cause of that. */
    Response explain(CrmSession session, Request request, String id, String sequence) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        I identity = aggregate(id);
        Long number = Longs.tryParse(sequence);
        if (number == null) {
            throw new CrmException.Invalid("sequence", "type", "must be a whole number");
        }
        return events(session.explain(identity, number));
    }

    private Response events(List<Recorded<?>> recorded) {
        ObjectNode answer = wire.object();
        ArrayNode events = answer.putArray("events");
        recorded.forEach(each -> events.add(recorded(each)));
        return wire.ok(answer).build();
    }

    private static Reader reader(CrmSession session, Parameters parameters) {
        Past past = past(session, parameters);
        return past == null ? session : past;
    }

    /** Null for today. */
    private static @Nullable Past past(CrmSession session, Parameters parameters) {
        String text = parameters.text(AS_OF);
        String time = parameters.text(TIME);
        if (text == null) {
            Check.that(time == null, TIME, "lonely", "must not be given without " + AS_OF);
            return null;
        }
        try {
            return session.asOf(
                    Instant.parse(text),
                    time == null ? Past.Time.RECORDED : Past.Time.valueOf(Ascii.toUpperCase(time)));
        } catch (DateTimeParseException malformed) {
            throw new CrmException.Invalid(AS_OF, "type", "must be an instant such as 2026-01-31T12:00:00Z");
        } catch (IllegalArgumentException unknown) {
            throw new CrmException.Invalid(TIME, "type", "must be recorded or happened");
        }
    }

    /** Whether these are customers, and are looked up: nobody else is compared. */
    static boolean hasDuplicates(ViewType<?> type, Crm crm) {
        return type.equals(CustomerView.TYPE) && crm.lookedUp().contains(type);
    }

    /** Who is like the customer that arrives as if it were to be registered. */
    Response duplicates(CrmSession session, Request request) {
        if (!hasDuplicates(type, crm)) {
            throw new CrmException.NotFound("duplicates", routes.collection());
        }
        Register draft = (Register) command(creating(), routes.identity(UUID.randomUUID()), request);
        ObjectNode answer = wire.object();
        ArrayNode candidates = answer.putArray("candidates");
        session.duplicatesOf(draft).forEach(each -> candidates.add(wire.tree(Likeness.of(each))));
        return wire.ok(answer).build();
    }

    private Route<I, ?> creating() {
        return routes.byName().values().stream()
                .filter(Route::creates)
                .findFirst()
                .orElseThrow(() -> Refusal.noSuchCommand("PUT"));
    }

    /** The command that makes an aggregate known; {@code If-None-Match: *} for one that must not be known yet. */
    Response put(CrmSession session, Request request, String id) {
        Route<I, ?> route = creating();
        I identity = identity(id);
        Command command = command(route, identity, request);
        Outcome outcome = execute(telling(session, request), command, expectedByPut(session, identity, request));
        boolean created = !outcome.events().isEmpty()
                && outcome.version() == outcome.events().size();
        return answer(session, identity, outcome, created ? request.uri().getAbsolutePath() : null, request);
    }

    Response post(CrmSession session, Request request, String id, String name) {
        if (erasable && name.equals(Routes.ERASE)) {
            return erase(session, request, id);
        }
        if (unmaskable && name.equals(Routes.UNMASK)) {
            return unmask(session, request, id);
        }
        I identity = identity(id);
        Command command = command(name, identity, request);
        Outcome outcome = execute(telling(session, request), command, expected(session, identity, request));
        return answer(session, identity, outcome, null, request);
    }

    private Command command(String name, I identity, Request request) {
        if (name.equals(Routes.SET_FIELDS) && type.customFields() != null) {
            return fields(identity, request);
        }
        Route<I, ?> route = routes.byName().get(name);
        if (route == null || route.creates()) {
            throw Refusal.noSuchCommand(name);
        }
        return command(route, identity, request);
    }

    /** Custom fields are what the tenant says: their definitions check what arrives; null takes a value away. */
    private SetFields fields(I identity, Request request) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        byte[] bytes = request.body();
        JsonNode node = bytes.length == 0 ? wire.object() : wire.read(bytes);
        Check.that(node.isObject(), "", "type", "must be an object");
        SetFields command = SetFields.of(identity);
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            JsonNode value = each.getValue();
            command = value.isNull() ? command.clear(each.getKey()) : command.set(each.getKey(), wire.plain(value));
        }
        return command;
    }

    /** One view with some of what is masked in clear, which is written down. */
    private Response unmask(CrmSession session, Request request, String id) {
        I identity = identity(id);
        UnmaskRequest asked = bodies.read(UnmaskRequest.class, request);
        V clear = session.unmask(type, identity, asked.fields(), asked.reason());
        long version = found(session, identity).orElseThrow(() -> new CrmException.NotFound(identity));
        return wire.ok(wire.view(new Versioned<>(clear, version))).build();
    }

    /** Everything that is held about a person, as JSON or as a page. */
    Response file(CrmSession session, Request request, String id, boolean page, Locale locale) {
        Parameters parameters = Parameters.read(request.uri(), Set.of("reason"), Set.of());
        I identity = identity(id);
        if (!hasFiles(type, types)) {
            throw new CrmException.NotFound("file", id);
        }
        PersonFile file = session.fileOf(identity, Check.text("reason", parameters.text("reason"), 500));
        return wire.text(page ? file.page(locale) : file.json(), page ? MediaType.TEXT_HTML_TYPE : null)
                .build();
    }

    /** Whether what is shown is written down, and these are customers: they are whom the rest belongs to. */
    static boolean hasFiles(ViewType<?> type, List<ViewType<?>> types) {
        return type.id().idType().equals(CustomerId.class) && types.contains(DisclosureView.TYPE);
    }

    /** Makes unreadable for good what is personal. Repeated, it erases what came to belong to it meanwhile, and that may be nothing. */
    private Response erase(CrmSession session, Request request, String id) {
        I identity = aggregate(id);
        ErasureRequest asked = bodies.read(ErasureRequest.class, request);
        return wire.ok(wire.erasures(session.erase(identity, asked.reason()))).build();
    }

    /** When and why it was erased. */
    Response erasure(CrmSession session, Request request, String id) {
        Parameters.read(request.uri(), Set.of(), Set.of());
        I identity = aggregate(id);
        return session.erasure(identity)
                .map(each -> wire.ok(each).build())
                .orElseThrow(() -> new CrmException.NotFound("erasure of", id));
    }

    private static CrmSession telling(CrmSession session, Request request) {
        UUID key = request.idempotencyKey();
        Instant happenedAt = request.happenedAt();
        CrmSession then = happenedAt == null ? session : session.at(happenedAt);
        return key == null ? then : then.once(key);
    }

    private static Outcome execute(CrmSession session, Command command, @Nullable Long expected) {
        try {
            return expected == null ? session.execute(command) : session.execute(command, expected);
        } catch (CrmException.Refused refused) {
            if (refused.rule() == DuplicateRule.LIKE_ANOTHER && command instanceof Register draft) {
                throw new LikeOthers(refused, session.suspectedOf(draft));
            }
            throw refused;
        }
    }

    /** As {@link #expected}; and what must not be there yet has the version 0. */
    private @Nullable Long expectedByPut(CrmSession session, I identity, Request request) {
        Revision match = request.revision(HttpHeaders.IF_MATCH);
        Revision none = request.revision(HttpHeaders.IF_NONE_MATCH);
        if (match == null && none == null) {
            return null;
        }
        if (none != null && none.any() && request.idempotencyKey() != null) {
            return 0L; // asked where it is known whether this very request has been done before
        }
        Optional<Long> found = found(session, identity);
        boolean missing = match != null && match.any() && found.isEmpty();
        if (missing || (none != null && found.filter(none::mentions).isPresent())) {
            throw Refusal.otherVersion();
        }
        return none != null && none.any() ? Long.valueOf(0) : expected(session, identity, request);
    }

    /** The version that the request insists on; null if it does not. */
    private @Nullable Long expected(CrmSession session, I identity, Request request) {
        Revision match = request.revision(HttpHeaders.IF_MATCH);
        if (match == null || match.any()) {
            return null;
        }
        Long single = match.single();
        return single != null
                ? single
                : found(session, identity).filter(match::matches).orElseThrow(Refusal::otherVersion);
    }

    private Optional<Long> found(CrmSession session, I identity) {
        return session.views(type).versioned(identity).map(Versioned::version);
    }

    private Response answer(CrmSession session, I identity, Outcome outcome, @Nullable URI location, Request request) {
        ObjectNode body = minimal(outcome);
        String preferred = null;
        if (request.prefersRepresentation()) {
            Optional<Versioned<V>> seen = session.views(type).versioned(identity);
            body = seen.map(wire::view).orElse(body);
            preferred = seen.map(each -> "return=representation").orElse(null);
        }
        return wire.ok(body)
                .status(location == null ? Response.Status.OK : Response.Status.CREATED)
                .location(location)
                .header(OpenApi.PREFERENCE_APPLIED, preferred)
                .header(HttpHeaders.ETAG, Revision.tag(outcome.version()))
                .build();
    }

    private ObjectNode minimal(Outcome outcome) {
        ObjectNode body =
                wire.object().put("id", outcome.id().value().toString()).put("version", outcome.version());
        ArrayNode events = body.putArray("events");
        outcome.events()
                .forEach(each -> events.add(Recorded.storedName(
                        each instanceof EventOfAnyFeature ? TenantStore.OWN_FEATURE : feature, each.getClass())));
        return body;
    }

    private <R> Command command(Route<I, R> route, I identity, Request request) {
        return route.mapping().apply(identity, bodies.read(route.request(), request));
    }

    private Filter<V> filter(FilterReader filters, Parameters parameters) {
        String text = parameters.text("filter");
        return text == null ? Filter.everything() : filters.read(type, "filter", text);
    }

    private List<Sort<V>> sorts(FilterReader filters, Parameters parameters) {
        List<Sort<V>> sorts = new ArrayList<>();
        for (String name : parameters.list("sort")) {
            boolean descending = name.startsWith("-");
            String plain = descending ? name.substring(1) : name;
            if (filters.attribute(type, "sort", plain) instanceof Ordered<V, ?> ordered) {
                sorts.add(new Sort<>(ordered, descending));
            } else {
                throw new CrmException.Invalid("sort", "type", "sorts by " + plain + ", which has no order");
            }
        }
        return sorts;
    }

    private ViewType<?> typeNamed(String name) {
        return FilterReader.targets(types, type).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CrmException.Invalid(
                        "with", "unknown", "must name what the " + type + " refers to, which " + name + " is not"));
    }

    private <W extends View> ObjectNode page(Page<W> page, List<ViewType<?>> along) {
        ObjectNode answer = wire.object();
        ArrayNode items = answer.putArray("items");
        page.items().forEach(each -> items.add(wire.view(each)));
        if (page.next() != null) {
            answer.put("next", page.next());
        }
        if (!along.isEmpty()) {
            ObjectNode related = answer.putObject("related");
            for (ViewType<?> other : along) {
                ArrayNode views = related.putArray(other.name());
                page.related().values().stream()
                        .filter(each -> other.viewClass().isInstance(each.view()))
                        .forEach(each -> views.add(wire.view(each)));
            }
        }
        return answer;
    }

    private ObjectNode recorded(Recorded<?> recorded) {
        Meta meta = recorded.meta();
        ObjectNode node = wire.object()
                .put("name", recorded.name())
                .put("sequence", meta.sequence())
                .put("happenedAt", meta.happenedAt().toString())
                .put("recordedAt", meta.recordedAt().toString())
                .put("actor", meta.actor())
                .put("commandId", meta.commandId().toString())
                .put("command", meta.command())
                .put("rules", meta.rules())
                .put("correlation", meta.correlation().toString());
        if (meta.cause() != null) {
            node.put("cause", meta.cause());
        }
        if (!recorded.part().isEmpty()) {
            node.put("part", recorded.part());
        }
        node.set("event", wire.tree(recorded.event()));
        return node;
    }

    /** Whose events are asked for. An event has none itself, and its identity must not pass for an aggregate's. */
    private I aggregate(String text) {
        I identity = identity(text);
        if (type.isOfEachEvent()) {
            throw new CrmException.NotFound(identity);
        }
        return identity;
    }

    private I identity(String text) {
        if (routes.isNamed()) {
            return routes.identity(text);
        }
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return routes.identity(id);
            }
        } catch (IllegalArgumentException malformed) {
            // told below, like every other malformed identity
        }
        throw new CrmException.Invalid("id", "type", "must be a UUID");
    }
}
