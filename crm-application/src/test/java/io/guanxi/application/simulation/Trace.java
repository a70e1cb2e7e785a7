package io.guanxi.application.simulation;

import com.google.common.collect.EvictingQueue;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What has happened in a run, line by line: all of it as a hash, and its end as text. */
final class Trace {

    private static final int KEPT = Integer.getInteger("simulation.trace", 200);

    private final Hasher hasher = Hashing.sha256().newHasher();
    private final EvictingQueue<String> last = EvictingQueue.create(KEPT);
    private long lines;

    void add(String line) {
        lines++;
        hasher.putString(line, StandardCharsets.UTF_8).putChar('\n');
        last.add(lines + " " + line);
    }

    long lines() {
        return lines;
    }

    List<String> last() {
        return List.copyOf(last);
    }

    /** To be asked once, at the end. */
    String hash() {
        return hasher.hash().toString();
    }
}
