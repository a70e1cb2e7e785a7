package io.guanxi.domain.transaction;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;
import io.guanxi.domain.kernel.AggregateId;
import java.util.Arrays;
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
        byte[] hash = Hashing.sha256()
                .hashUnencodedChars(source.length() + ":" + source + number)
                .asBytes();
        return new TransactionId(new UUID(
                Longs.fromByteArray(hash), Longs.fromByteArray(Arrays.copyOfRange(hash, Long.BYTES, 2 * Long.BYTES))));
    }
}
