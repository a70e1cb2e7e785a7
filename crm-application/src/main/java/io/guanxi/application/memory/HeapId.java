package io.guanxi.application.memory;

import java.util.UUID;

/** An aggregate, or another thing with an id, of a tenant; in the order in which databases have them. */
record HeapId(String tenant, UUID id) implements Comparable<HeapId> {

    @Override
    public int compareTo(HeapId other) {
        int order = tenant.compareTo(other.tenant);
        return order != 0 ? order : Heap.compare(id, other.id);
    }
}
