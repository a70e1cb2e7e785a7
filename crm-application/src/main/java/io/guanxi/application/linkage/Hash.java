package io.guanxi.application.linkage;

/** Numbers that look like chance but are always the same. */
final class Hash {

    private Hash() {}

    static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** Never 0. */
    static int of(int value, int kind) {
        return (int) (mix(((long) kind << 32) | (value & 0xffff_ffffL)) >>> 32) | 1;
    }

    /** Never 0. */
    static int of(String text, int kind) {
        return (int) (text(text, kind) >>> 32) | 1;
    }

    static long text(String text, long seed) {
        long hash = mix(seed);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }
}
