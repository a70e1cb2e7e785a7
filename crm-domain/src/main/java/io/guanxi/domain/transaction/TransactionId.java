package io.guanxi.domain.transaction;

import io.guanxi.domain.kernel.AggregateId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The identity of a transaction. */
public record TransactionId(UUID value) implements AggregateId {

    public static TransactionId random() {
        return new TransactionId(UUID.randomUUID());
    }

    /**
     * The identity that follows from how another system calls it, so that whoever pushes the same twice names the same twice.
     *
     * @param source the host's name for that system
     * @param number as that system writes it
     */
    public static TransactionId of(String source, String number) {
        return new TransactionId(
                UUID.nameUUIDFromBytes((source.length() + ":" + source + number).getBytes(StandardCharsets.UTF_8)));
    }
}
