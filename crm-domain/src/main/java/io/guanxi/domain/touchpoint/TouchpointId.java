package io.guanxi.domain.touchpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanxi.domain.kernel.AggregateId;
import java.util.UUID;

/** The identity of a touchpoint, which follows from its code. */
public record TouchpointId(UUID value) implements AggregateId {

    public static TouchpointId of(String code) {
        return new TouchpointId(UUID.nameUUIDFromBytes(("io.guanxi: touchpoint " + code).getBytes(UTF_8)));
    }
}
