package io.guanxi.application.memory;

import io.guanxi.application.spi.Nodes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Those that share this storage. */
final class HeapNodes implements Nodes {

    private final Map<String, Long> beats = new ConcurrentHashMap<>();

    @Override
    public Map<String, Long> beat(String node) {
        beats.merge(node, 1L, Long::sum);
        return Map.copyOf(beats);
    }

    @Override
    public void forget(String node) {
        beats.remove(node);
    }
}
