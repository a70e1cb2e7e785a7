package io.guanxi.domain.schema;

import io.guanxi.domain.kernel.AggregateId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The identity of a feature's schema: the same in each tenant, for there is one of each feature. */
public record SchemaId(UUID value) implements AggregateId {

    /** That of a feature, such as {@code customer}: a UUID of its name (RFC 9562, version 3). */
    public static SchemaId of(String feature) {
        return new SchemaId(UUID.nameUUIDFromBytes(("guanxi.schema/" + feature).getBytes(StandardCharsets.UTF_8)));
    }
}
