package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.CrmSession;
import io.guanxi.application.FeedPart;
import io.guanxi.application.Meta;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.PageRequest;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashSet;
import java.util.Set;

/** The feed of events as a batch of CloudEvents 1.0 in their JSON format; the next part stands in the header {@code Link}. */
final class CloudEvents {

    static final String BATCH = "application/cloudevents-batch+json";

    private CloudEvents() {}

    static Response read(CrmSession session, Request request, Wire wire) {
        Parameters parameters = request.parameters("after", "limit", "feature");
        int limit = parameters.number("limit", PageRequest.MAX_LIMIT);
        Set<String> features = new LinkedHashSet<>(parameters.list("feature"));
        FeedPart part = session.feed(parameters.text("after"), limit, features);
        ArrayNode batch = wire.object().putArray("events");
        part.events().forEach(each -> batch.add(event(each, part.masked(), wire)));
        var next = request.uri()
                .getRequestUriBuilder()
                .replaceQueryParam("after", "{after}")
                .build(part.next());
        return wire.ok(batch)
                .type(BATCH)
                .header("Link", "<" + next + ">; rel=\"next\"")
                .build();
    }

    private static ObjectNode event(Recorded<?> recorded, boolean masked, Wire wire) {
        Meta meta = recorded.meta();
        ObjectNode event = wire.object()
                .put("specversion", "1.0")
                .put("id", recorded.reference())
                .put("source", "urn:guanxi:" + meta.tenant().value())
                .put("type", "io.guanxi." + recorded.name())
                .put("subject", recorded.event().aggregateId().value().toString())
                .put("time", meta.recordedAt().toString())
                .put("happenedat", meta.happenedAt().toString())
                .put("actor", meta.actor())
                .put("commandid", meta.commandId().toString())
                .put("correlationid", meta.correlation().toString())
                .put("datacontenttype", "application/json");
        if (masked) {
            event.put("personaldata", "masked");
        }
        if (meta.cause() != null) {
            event.put("causationid", meta.cause());
        }
        event.set("data", wire.tree(recorded.event()));
        return event;
    }
}
