package io.guanxi.examples.cli;

import io.guanxi.application.imports.Import;
import io.guanxi.examples.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the files that are read, on the bar. */
final class FileProgress implements Import.Progress, AutoCloseable {

    private final RowProgress rows;
    private final Map<String, Long> told = new HashMap<>();

    private FileProgress(RowProgress rows) {
        this.rows = rows;
    }

    static FileProgress on(Terminal terminal, List<Path> files) {
        return new FileProgress(RowProgress.on(terminal, files));
    }

    /** What is read once more does not count again. */
    @Override
    public void told(String file, long read) {
        long before = told.getOrDefault(file, 0L);
        if (read > before) {
            rows.rows(read - before);
            told.put(file, read);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
