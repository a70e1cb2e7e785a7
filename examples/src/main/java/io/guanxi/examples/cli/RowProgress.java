package io.guanxi.examples.cli;

import io.guanxi.examples.cli.salespipeline.Progress;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error for a person who waits; nothing at all where nobody looks. */
final class RowProgress implements Progress, AutoCloseable {

    private static final int WIDTH = 78;

    private final @Nullable ProgressBar bar;

    private RowProgress(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static RowProgress on(Terminal terminal, List<Path> files) {
        return new RowProgress(terminal.errIsTerminal() ? bar(terminal, lines(files)) : null);
    }

    void rows(long count) {
        if (bar != null) {
            bar.stepBy(count);
        }
    }

    @Override
    public void row() {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private static ProgressBar bar(Terminal terminal, long rows) {
        return new ProgressBarBuilder()
                .setTaskName("rows")
                .setInitialMax(rows)
                .setStyle(terminal.color() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(200)
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setConsumer(new Line(terminal.err()))
                .build();
    }

    /** Rows, near enough for a bar: lines without the headers. */
    private static long lines(List<Path> files) {
        long lines = 0;
        for (Path file : files) {
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
                byte[] some = new byte[1 << 16];
                for (int read = bytes.read(some); read > 0; read = bytes.read(some)) {
                    for (int i = 0; i < read; i++) {
                        lines += some[i] == '\n' ? 1 : 0;
                    }
                }
            } catch (IOException unreadable) {
                // The import will meet it too, and say so.
                continue;
            }
            lines--;
        }
        return Math.max(lines, 1);
    }

    /** One line, written over and over. */
    private record Line(PrintWriter err) implements ProgressBarConsumer {

        @Override
        public int getMaxRenderedLength() {
            return WIDTH;
        }

        @Override
        public void accept(String rendered) {
            err.print('\r' + rendered);
            err.flush();
        }

        @Override
        public void close() {
            err.println();
            err.flush();
        }
    }
}
