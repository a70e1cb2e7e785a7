package io.guanxi.application.imports;

import java.util.UUID;

/** Which records a lane has been told of: 16 bytes for each, or a million rows would take a hundred megabytes. */
final class Seen {

    private long[] slots = new long[1 << 10];
    private int size;

    /** False if it was there already. */
    boolean add(UUID id) {
        if (size * 2 >= slots.length) {
            grow();
        }
        long key = key(id);
        int slot = slot(key);
        if (slots[slot] == key) {
            return false;
        }
        slots[slot] = key;
        size++;
        return true;
    }

    /** Random ids and those made by hashing are told apart by 64 bits. 0 marks a free slot. */
    private static long key(UUID id) {
        long key = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits();
        return key == 0 ? 1 : key;
    }

    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = (int) ((key * 0x9e3779b97f4a7c15L) >>> 33) & mask;
        while (slots[slot] != 0 && slots[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long key : before) {
            if (key != 0) {
                slots[slot(key)] = key;
            }
        }
    }
}
