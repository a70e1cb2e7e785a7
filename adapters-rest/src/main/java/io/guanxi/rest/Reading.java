package io.guanxi.rest;

import static io.guanxi.rest.Parameters.AS_OF;
import static io.guanxi.rest.Parameters.AS_OF_TIME;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Reader;
import io.guanxi.application.schema.FieldReads;
import io.guanxi.application.schema.FieldReport;
import io.guanxi.application.schema.FieldUsage;
import io.guanxi.application.schema.Labels;
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
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Views of one collection, as pages, figures and one by one. */
record Reading<I extends AggregateId, V extends View>(
        Routes<I, V> routes, List<ViewType<?>> types, String feature, Wire wire) {

    static final int DEFAULT_LIMIT = 50;

    private static final String LOOKUP = "lookup";
    private static final String SINCE = "since";

    /** A page. */
    Response list(CrmSession session, Request request) {
        Parameters parameters =
                request.parameters("filter", "sort", "limit", "cursor", "with", "shows", LOOKUP, AS_OF, AS_OF_TIME);
        int limit = parameters.number("limit", DEFAULT_LIMIT);
        List<ViewType<?>> along = parameters.list("with").stream()
                .<ViewType<?>>map(this::typeNamed)
                .toList();
        Reader reader = parameters.reader(session);
        FilterReader filters = new FilterReader(types, reader);
        Views<V> views = shown(reader.views(routes.view()), parameters).with(along.toArray(ViewType<?>[]::new));
        Page<V> page = request.uri().getQueryParameters().containsKey(LOOKUP)
                ? lookup(views, filter(filters, parameters), parameters, limit)
                : views.find(
                        filter(filters, parameters),
                        new PageRequest<>(limit, sorts(filters, parameters), parameters.text("cursor")));
        return wire.ok(wire.page(page, along)).build();
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

    /** How many. */
    Response count(CrmSession session, Request request) {
        Parameters parameters = request.parameters("filter", AS_OF, AS_OF_TIME);
        Reader reader = parameters.reader(session);
        long count = reader.views(routes.view()).count(filter(new FilterReader(types, reader), parameters));
        return wire.ok(wire.object().put("count", count)).build();
    }

    /** Figures over them. */
    Response report(CrmSession session, Request request) {
        Parameters parameters =
                Parameters.read(request.uri(), Set.of("filter", "groupBy", AS_OF, AS_OF_TIME), Set.of("measure"));
        Reader reader = parameters.reader(session);
        FilterReader filters = new FilterReader(types, reader);
        Grouping<V> question =
                new Report<>(routes.view(), filters).read(parameters.list("groupBy"), parameters.all("measure"));
        Views<V> views = reader.views(routes.view());
        return wire.ok(Report.answer(wire, question, Coverage.of(views, filter(filters, parameters), question)))
                .build();
    }

    /** Its attributes and custom fields, with labels in the language that the header asks for. */
    Response fields(CrmSession session, Request request) {
        request.parameters();
        Locale locale = ProblemMapper.language(request.headers());
        ObjectNode answer = wire.object().put("label", Labels.of(routes.view(), locale));
        ArrayNode fields = answer.putArray("fields");
        session.describe(routes.view(), locale).forEach(each -> fields.add(wire.tree(each)));
        return wire.ok(answer)
                .header(HttpHeaders.CONTENT_LANGUAGE, locale.toLanguageTag())
                .build();
    }

    /** How many have a value in each of them. */
    Response usage(CrmSession session, Request request) {
        Parameters parameters = request.parameters("filter", SINCE);
        ObjectNode answer = wire.object();
        ArrayNode fields = answer.putArray("fields");
        LocalDate since = parameters.date(SINCE);
        FieldReads reads = since == null ? null : FieldReads.of(session, routes.view(), feature, since, LocalDate.MAX);
        FieldUsage.of(session, routes.view(), filter(new FilterReader(types, session), parameters))
                .forEach(each -> fields.add(wire.tree(reads == null ? each : each.with(reads))));
        return wire.ok(answer).build();
    }

    /** Who fills each custom field in, and since when. */
    Response fieldReport(CrmSession session, Request request) {
        Parameters parameters = request.parameters(SINCE);
        if (routes.view().customFields() == null) {
            throw new CrmException.NotFound("custom fields", routes.collection());
        }
        ObjectNode answer = wire.object();
        ArrayNode fields = answer.putArray("fields");
        LocalDate since = parameters.date(SINCE);
        FieldReport.of(session, routes.view(), feature, since == null ? LocalDate.MIN : since)
                .forEach(each -> fields.add(wire.tree(each)));
        return wire.ok(answer).build();
    }

    /** One, unless it is what the asker has already. */
    Response view(CrmSession session, Request request) {
        Parameters parameters = request.parameters(AS_OF, AS_OF_TIME);
        I identity = routes.identity(request);
        Versioned<V> found = parameters
                .reader(session)
                .views(routes.view())
                .versioned(identity)
                .orElseThrow(() -> new CrmException.NotFound(identity));
        Revision known = request.revision(HttpHeaders.IF_NONE_MATCH);
        Response.ResponseBuilder answer =
                known != null && known.mentions(found.version()) ? Response.notModified() : wire.ok(wire.view(found));
        return answer.header(HttpHeaders.ETAG, Revision.tag(found.version())).build();
    }

    private Filter<V> filter(FilterReader filters, Parameters parameters) {
        String text = parameters.text("filter");
        return text == null ? Filter.everything() : filters.read(routes.view(), "filter", text);
    }

    private List<Sort<V>> sorts(FilterReader filters, Parameters parameters) {
        List<Sort<V>> sorts = new ArrayList<>();
        for (String name : parameters.list("sort")) {
            boolean descending = name.startsWith("-");
            String plain = descending ? name.substring(1) : name;
            if (filters.attribute(routes.view(), "sort", plain) instanceof Ordered<V, ?> ordered) {
                sorts.add(new Sort<>(ordered, descending));
            } else {
                throw new CrmException.Invalid("sort", "type", "sorts by " + plain + ", which has no order");
            }
        }
        return sorts;
    }

    private ViewType<?> typeNamed(String name) {
        return FilterReader.targets(types, routes.view()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CrmException.Invalid(
                        "with",
                        "unknown",
                        "must name what the " + routes.view() + " refers to, which " + name + " is not"));
    }
}
