package io.guanxi.domain.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a consent. */
public record ConsentId(UUID value) implements AggregateId {

    public static ConsentId random() {
        return new ConsentId(UUID.randomUUID());
    }

    /** The one that everybody makes who knows no other: no question is needed before somebody speaks for the first time. */
    public static ConsentId of(ConsentTopic topic) {
        return new ConsentId(UUID.nameUUIDFromBytes(("io.guanxi: consent " + topic.key()).getBytes(UTF_8)));
    }
}
