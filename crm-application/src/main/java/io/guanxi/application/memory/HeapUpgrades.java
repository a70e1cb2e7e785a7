package io.guanxi.application.memory;

import io.guanxi.application.spi.Upgrades;
import java.util.HashMap;
import java.util.Map;

/** Changes of events that all nodes know. */
final class HeapUpgrades implements Upgrades {

    private final Heap heap;
    private final Map<String, Integer> finished = new HashMap<>();

    HeapUpgrades(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Map<String, Integer> finished() {
        return heap.read(() -> Map.copyOf(finished));
    }

    @Override
    public void finish(Map<String, Integer> revisions) {
        Map<String, Integer> before = finished();
        revisions.forEach((name, revision) -> {
            if (before.getOrDefault(name, 0) < revision) {
                heap.put(finished, name, revision);
            }
        });
    }
}
