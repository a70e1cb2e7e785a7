package io.guanxi.application.table;

/**
 * What was found out of a file, or was told.
 *
 * @param confidence from 0, as good as any other, to 1, certain
 */
public record Guess<T>(T value, double confidence) {

    static <T> Guess<T> certain(T value) {
        return new Guess<>(value, 1);
    }
}
