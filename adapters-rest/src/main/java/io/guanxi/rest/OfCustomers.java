package io.guanxi.rest;

import static io.guanxi.rest.Parameters.AS_OF;
import static io.guanxi.rest.Parameters.AS_OF_TIME;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Reader;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.contact.ContactView;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.group.Rollup;
import io.guanxi.application.privacy.Permissions;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.quality.QualityPolicy;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Page;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiPredicate;

/** What is asked of customers only, over several features. What the host has left out is not found. */
record OfCustomers<I extends AggregateId>(
        Routes<I, ?> routes, Crm crm, List<ViewType<?>> types, Wire wire, Commanding<I, ?> commanding) {

    /** A question, and whether a collection answers it. */
    enum Question {
        TIMELINE((type, crm) -> areCustomers(type) && has(TimelineEntry.TYPE, crm)),
        PERMISSION((type, crm) -> areCustomers(type) && has(ConsentView.TYPE, crm)),
        GROUP((type, crm) -> type.equals(CustomerView.TYPE) && has(ContactView.TYPE, crm)),
        QUALITY((type, crm) ->
                type.equals(CustomerView.TYPE) && QualityPolicy.of(crm).isPresent()),
        DUPLICATES(
                (type, crm) -> type.equals(CustomerView.TYPE) && crm.lookedUp().contains(type)),
        FILE((type, crm) -> areCustomers(type) && has(DisclosureView.TYPE, crm));

        private final BiPredicate<ViewType<?>, Crm> answered;

        Question(BiPredicate<ViewType<?>, Crm> answered) {
            this.answered = answered;
        }

        boolean isAnswered(ViewType<?> type, Crm crm) {
            return answered.test(type, crm);
        }

        private static boolean areCustomers(ViewType<?> type) {
            return type.id().idType().equals(CustomerId.class);
        }

        private static boolean has(ViewType<?> other, Crm crm) {
            return CrmRest.viewTypes(crm).anyMatch(other::equals);
        }
    }

    /** The newest first. A customer whom nobody knows has an empty one, as one has with whom nothing has happened. */
    Response timeline(CrmSession session, Request request) {
        Parameters parameters = request.parameters("filter", "limit", "cursor", AS_OF, AS_OF_TIME);
        Filter<TimelineEntry> filter = TimelineEntry.of(customer(Question.TIMELINE, request));
        String text = parameters.text("filter");
        Reader reader = parameters.reader(session);
        if (text != null) {
            filter = filter.and(new FilterReader(types, reader).read(TimelineEntry.TYPE, "filter", text));
        }
        PageRequest<TimelineEntry> newest = TimelineEntry.newest(parameters.number("limit", Reading.DEFAULT_LIMIT));
        Page<TimelineEntry> page = reader.views(TimelineEntry.TYPE)
                .find(filter, new PageRequest<>(newest.limit(), newest.sorts(), parameters.text("cursor")));
        return wire.ok(wire.page(page, List.of())).build();
    }

    /** Whether a customer may be contacted now, and why. */
    Response permission(CrmSession session, Request request) {
        Parameters parameters = request.parameters("purpose", "channel");
        ConsentTopic topic = new ConsentTopic(
                customer(Question.PERMISSION, request),
                Check.text("purpose", parameters.text("purpose"), 50),
                Check.text("channel", parameters.text("channel"), 50));
        return wire.ok(Permissions.of(crm).mayContact(session, topic, crm.now()))
                .build();
    }

    /** Who counts together with a customer, today or on another day. */
    Response group(CrmSession session, Request request) {
        Parameters parameters = request.parameters("on");
        CustomerId customer = customer(Question.GROUP, request);
        if (session.views(CustomerView.TYPE).byId(customer).isEmpty()) {
            throw new CrmException.NotFound(customer);
        }
        LocalDate on = parameters.date("on");
        LocalDate day = on == null ? LocalDate.ofInstant(crm.now(), ZoneOffset.UTC) : on;
        return wire.ok(Rollup.of(session, customer, day)).build();
    }

    /** How good what is known of a customer is. */
    Response quality(CrmSession session, Request request) {
        request.parameters();
        CustomerId customer = customer(Question.QUALITY, request);
        return wire.ok(policy().score(session, customer, crm.now())).build();
    }

    /** What is missing most; by owner, if nothing else is asked for. */
    Response gaps(CrmSession session, Request request) {
        Parameters parameters = request.parameters("filter", "groupBy");
        QualityPolicy policy = policy();
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

    /** Looks at all of them for duplicates and invalid values, and answers when that is done. */
    Response scan(CrmSession session, Request request) {
        request.parameters();
        return wire.ok(QualityScan.run(session, policy(), crm.now())).build();
    }

    /** Who is like the customer that arrives as if it were to be registered. */
    Response duplicates(CrmSession session, Request request) {
        require(Question.DUPLICATES, routes.collection());
        Register draft = (Register) commanding.command(routes.creating(), routes.identity(UUID.randomUUID()), request);
        ObjectNode answer = wire.object();
        ArrayNode candidates = answer.putArray("candidates");
        session.duplicatesOf(draft).forEach(each -> candidates.add(wire.tree(Likeness.of(each))));
        return wire.ok(answer).build();
    }

    /** Everything that is held about a person, as JSON, or as a page if that is accepted first. */
    Response file(CrmSession session, Request request) {
        Parameters parameters = request.parameters("reason");
        CustomerId customer = customer(Question.FILE, request);
        PersonFile file = session.fileOf(customer, Check.text("reason", parameters.text("reason"), 500));
        if (!request.acceptsFirst(MediaType.TEXT_HTML_TYPE)) {
            return wire.text(file.json(), null).build();
        }
        HttpHeaders headers = request.headers();
        Locale locale = headers.getAcceptableLanguages().stream().findFirst().orElse(Locale.ENGLISH);
        return wire.text(file.page(locale), MediaType.TEXT_HTML_TYPE).build();
    }

    private QualityPolicy policy() {
        require(Question.QUALITY, routes.collection());
        return QualityPolicy.of(crm).orElseThrow();
    }

    /** The one in the path, if it can be asked that. */
    private CustomerId customer(Question question, Request request) {
        CustomerId customer = new CustomerId(routes.identity(request).value());
        require(question, request.path("id"));
        return customer;
    }

    private void require(Question question, String of) {
        if (!question.isAnswered(routes.view(), crm)) {
            throw new CrmException.NotFound(Ascii.toLowerCase(question.name()), of);
        }
    }
}
