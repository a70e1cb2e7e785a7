package io.guanxi.examples.cli.salespipeline;

/** Who watches the rows go by. */
@FunctionalInterface
public interface Progress {

    /** One more row has been read. */
    void row();

    /** For when nobody watches. */
    static Progress unwatched() {
        return () -> {};
    }
}
