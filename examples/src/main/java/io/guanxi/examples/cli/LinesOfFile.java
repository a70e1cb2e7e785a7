package io.guanxi.examples.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, each as it is. A line ends at a line feed, and the carriage return before it belongs to the end
 * if that is how the file's lines mostly end; anywhere else it is a sign of the value.
 */
final class LinesOfFile implements AutoCloseable {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int HEAD = 1 << 16;

    private final InputStream bytes;
    private final boolean windows;

    private LinesOfFile(InputStream bytes, boolean windows) {
        this.bytes = bytes;
        this.windows = windows;
    }

    static LinesOfFile open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), HEAD);
        try {
            bytes.mark(HEAD);
            byte[] head = bytes.readNBytes(HEAD);
            bytes.reset();
            boolean marked = head.length >= 3 && Arrays.equals(head, 0, 3, BYTE_ORDER_MARK, 0, 3);
            bytes.skipNBytes(marked ? 3 : 0);
            return new LinesOfFile(bytes, endsLinesAsWindows(head));
        } catch (IOException | RuntimeException failure) {
            bytes.close();
            throw failure;
        }
    }

    private static boolean endsLinesAsWindows(byte[] head) {
        int balance = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == '\n') {
                balance += i > 0 && head[i - 1] == '\r' ? 1 : -1;
            }
        }
        return balance > 0;
    }

    /** The next line, or null behind the last; what is no UTF-8 is read as U+FFFD. */
    @Nullable
    String next() throws IOException {
        int c = bytes.read();
        if (c < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (; c >= 0 && c != '\n'; c = bytes.read()) {
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return windows && c == '\n' && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
