package io.guanxi.examples.cli.salespipeline;

/**
 * What became of the rows of one file: {@code rows = created + updated + unchanged + rejected}.
 */
public record FileCount(String file, long rows, long created, long updated, long unchanged, long rejected) {

    static FileCount none(String file) {
        return new FileCount(file, 0, 0, 0, 0, 0);
    }

    FileCount plus(Fate fate) {
        return switch (fate) {
            case CREATED -> new FileCount(file, rows + 1, created + 1, updated, unchanged, rejected);
            case UPDATED -> new FileCount(file, rows + 1, created, updated + 1, unchanged, rejected);
            case UNCHANGED -> new FileCount(file, rows + 1, created, updated, unchanged + 1, rejected);
            case REJECTED -> new FileCount(file, rows + 1, created, updated, unchanged, rejected + 1);
        };
    }

    /** What can become of a row. */
    enum Fate {
        CREATED,
        UPDATED,
        UNCHANGED,
        REJECTED
    }
}
