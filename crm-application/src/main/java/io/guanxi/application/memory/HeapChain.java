package io.guanxi.application.memory;

import io.guanxi.application.spi.Chain;
import io.guanxi.application.spi.ConflictException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The links of the chain over the log. */
final class HeapChain implements Chain {

    private final Heap heap;
    private final NavigableMap<Long, Link> links = new TreeMap<>();

    HeapChain(Heap heap) {
        this.heap = heap;
    }

    @Override
    public Optional<Link> last() {
        return heap.read(() -> Optional.ofNullable(links.lastEntry()).map(Map.Entry::getValue));
    }

    @Override
    public List<Link> after(long number, int limit) {
        return heap.read(() ->
                links.tailMap(number, false).values().stream().limit(limit).toList());
    }

    @Override
    public List<Link> amendments(long after, int limit) {
        return heap.read(() -> links.tailMap(after, false).values().stream()
                .filter(Link::amends)
                .limit(limit)
                .toList());
    }

    @Override
    public void append(Link link) {
        heap.enter();
        if (links.containsKey(link.number())) {
            throw new ConflictException("there is a link of that number");
        }
        heap.put(links, link.number(), link);
    }
}
