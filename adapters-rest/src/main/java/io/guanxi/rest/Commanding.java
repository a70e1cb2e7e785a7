package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.view.Versioned;
import io.guanxi.application.view.View;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EventOfAnyFeature;
import io.guanxi.domain.schema.SetFields;
import io.guanxi.rest.Routes.Route;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Commands on one collection, and what changes as little as a command does: erasing and unmasking.
 *
 * @param unmaskable whether it is written down who has seen what in clear
 */
record Commanding<I extends AggregateId, V extends View>(
        Routes<I, V> routes, Crm crm, String feature, boolean unmaskable, Wire wire, Bodies bodies) {

    /** The command that makes an aggregate known; {@code If-None-Match: *} for one that must not be known yet. */
    Response put(CrmSession session, Request request) {
        Route<I, ?> route = routes.creating();
        I identity = routes.identity(request);
        Command command = command(route, identity, request);
        Outcome outcome = execute(telling(session, request), command, expectedByPut(session, identity, request));
        boolean created = !outcome.events().isEmpty()
                && outcome.version() == outcome.events().size();
        return answer(session, identity, outcome, created ? request.uri().getAbsolutePath() : null, request);
    }

    /** Any other command, and what is not one and has a path like it. */
    Response post(CrmSession session, Request request) {
        String name = request.path("command");
        if (name.equals(Routes.ERASE) && crm.erasable()) {
            return erase(session, request);
        }
        if (name.equals(Routes.UNMASK) && unmaskable) {
            return unmask(session, request);
        }
        I identity = routes.identity(request);
        Command command = command(name, identity, request);
        Outcome outcome = execute(telling(session, request), command, expected(session, identity, request));
        return answer(session, identity, outcome, null, request);
    }

    private Command command(String name, I identity, Request request) {
        if (name.equals(Routes.SET_FIELDS) && routes.view().customFields() != null) {
            return fields(identity, request);
        }
        Route<I, ?> route = routes.byName().get(name);
        if (route == null || route.creates()) {
            throw Refusal.noSuchCommand(name);
        }
        return command(route, identity, request);
    }

    /** What arrives, as the command that it asks for. */
    <R> Command command(Route<I, R> route, I identity, Request request) {
        return route.mapping().apply(identity, bodies.read(route.request(), request));
    }

    /** Custom fields are what the tenant says: their definitions check what arrives; null takes a value away. */
    private SetFields fields(I identity, Request request) {
        request.parameters();
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
    private Response unmask(CrmSession session, Request request) {
        I identity = routes.identity(request);
        UnmaskRequest asked = bodies.read(UnmaskRequest.class, request);
        V clear = session.unmask(routes.view(), identity, asked.fields(), asked.reason());
        long version = found(session, identity).orElseThrow(() -> new CrmException.NotFound(identity));
        return wire.ok(wire.view(new Versioned<>(clear, version))).build();
    }

    /** Makes unreadable for good what is personal. Repeated, it erases what came to belong to it meanwhile, and that may be nothing. */
    private Response erase(CrmSession session, Request request) {
        I identity = routes.aggregate(request);
        ErasureRequest asked = bodies.read(ErasureRequest.class, request);
        return wire.ok(wire.erasures(session.erase(identity, asked.reason()))).build();
    }

    /** When and why it was erased. */
    Response erasure(CrmSession session, Request request) {
        request.parameters();
        I identity = routes.aggregate(request);
        return session.erasure(identity)
                .map(each -> wire.ok(each).build())
                .orElseThrow(() -> new CrmException.NotFound("erasure of", request.path("id")));
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
        return session.views(routes.view()).versioned(identity).map(Versioned::version);
    }

    private Response answer(CrmSession session, I identity, Outcome outcome, @Nullable URI location, Request request) {
        ObjectNode body = minimal(outcome);
        String preferred = null;
        if (request.prefersRepresentation()) {
            Optional<Versioned<V>> seen = session.views(routes.view()).versioned(identity);
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
}
