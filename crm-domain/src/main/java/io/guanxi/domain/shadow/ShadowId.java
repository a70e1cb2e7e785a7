package io.guanxi.domain.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a system that is followed, which follows from its name. */
public record ShadowId(UUID value) implements AggregateId {

    public static ShadowId of(String source) {
        return new ShadowId(UUID.nameUUIDFromBytes(("io.guanxi: shadow of " + source).getBytes(UTF_8)));
    }
}
