package io.guanxi.rest;

import static io.guanxi.rest.Parameters.AS_OF;
import static io.guanxi.rest.Parameters.AS_OF_TIME;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.Longs;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Meta;
import io.guanxi.application.Past;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What has happened to one aggregate, and why. */
record Histories<I extends AggregateId>(Routes<I, ?> routes, Wire wire) {

    /** Every event, or those behind one. */
    Response history(CrmSession session, Request request) {
        Parameters parameters = request.parameters("after", "limit", AS_OF, AS_OF_TIME);
        int after = parameters.number("after", 0);
        int limit = parameters.number("limit", PageRequest.MAX_LIMIT);
        Check.range("after", after, 0, Integer.MAX_VALUE);
        Check.range("limit", limit, 1, PageRequest.MAX_LIMIT);
        Past past = parameters.past(session);
        I identity = routes.aggregate(request);
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
    Response provenance(CrmSession session, Request request) {
        request.parameters();
        ObjectNode fields = wire.object();
        session.provenance(routes.aggregate(request)).forEach((path, event) -> {
            ObjectNode origin = recorded(event);
            origin.remove("event");
            fields.set(path, origin);
        });
        ObjectNode answer = wire.object();
        answer.set("fields", fields);
        return wire.ok(answer).build();
    }

    /** Why an event is in the log: itself, its cause, the cause of that. */
    Response explain(CrmSession session, Request request) {
        request.parameters();
        I identity = routes.aggregate(request);
        Long number = Longs.tryParse(request.path("sequence"));
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
}
