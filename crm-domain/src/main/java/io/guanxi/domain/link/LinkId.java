package io.guanxi.domain.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** Whose ids: the identity follows from that of the record. */
public record LinkId(UUID value) implements AggregateId {

    /** @param target the record's */
    public static LinkId of(UUID target) {
        return new LinkId(UUID.nameUUIDFromBytes(("io.guanxi: link of " + target).getBytes(UTF_8)));
    }
}
