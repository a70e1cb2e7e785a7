package io.guanxi.examples.cli.salespipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Where each thing of a file stood first and what was said of it, so that a thing told twice is noticed. Facts are remembered by
 * their hash only, which keeps a million rows at about 100 MB; two rows that differ are taken for equal once in four billion.
 */
final class FirstSeen {

    private final Map<UUID, Long> lineAndHash = new HashMap<>();

    /** Remembers the row unless the thing has been told of; answers the line where it was. */
    OptionalLong put(UUID id, long line, Object facts) {
        Long first = lineAndHash.putIfAbsent(id, pack(line, facts));
        return first == null ? OptionalLong.empty() : OptionalLong.of(first >>> 32);
    }

    boolean saidTheSame(UUID id, Object facts) {
        Long first = lineAndHash.get(id);
        return first != null && first.intValue() == facts.hashCode();
    }

    private static long pack(long line, Object facts) {
        return line << 32 | Integer.toUnsignedLong(facts.hashCode());
    }
}
