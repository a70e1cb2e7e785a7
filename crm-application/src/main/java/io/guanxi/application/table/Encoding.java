package io.guanxi.application.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which encoding a file of text is in: UTF-8 and UTF-16 with a byte order mark or without, GB18030, else Windows-1252. The whole
 * file is looked at, for the first Chinese name may stand in its last row.
 */
final class Encoding {

    static final Charset GB18030 = Charset.forName("GB18030");
    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Opens a text from its beginning. */
    @FunctionalInterface
    interface Opener {

        Reader open() throws IOException;
    }

    private static final int BUFFER = 1 << 16;

    /** With more of them in a hundred, not text in UTF-8 with a few wrong bytes but another encoding. */
    private static final int TOLERATED = 5;

    private long bytes;
    private long nulsAtEven;
    private long nulsAtOdd;
    private long breaks;
    private long breaksBeforeNul;
    private long breaksBehindNul;
    private int previous = 1;
    private final Utf8 utf8 = new Utf8();
    private final Chinese chinese = new Chinese();

    private Encoding() {}

    static Guess<Charset> of(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            int read = stream.readNBytes(buffer, 0, BUFFER);
            Charset marked = marked(buffer, read);
            if (marked != null) {
                return Guess.certain(marked);
            }
            Encoding encoding = new Encoding();
            for (; read > 0; read = stream.readNBytes(buffer, 0, BUFFER)) {
                encoding.look(buffer, read);
            }
            return encoding.guess();
        }
    }

    /** The text without its byte order mark; what has no meaning in the encoding reads as U+FFFD. */
    static Reader reader(Path file, Charset charset) throws IOException {
        InputStream stream = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        Reader reader = new BufferedReader(
                new InputStreamReader(
                        stream,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                BUFFER);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static @Nullable Charset marked(byte[] head, int length) {
        int first = length > 0 ? head[0] & 0xFF : 0;
        int second = length > 1 ? head[1] & 0xFF : 0;
        if (first == 0xEF && second == 0xBB && length > 2 && (head[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (first == 0xFF && second == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        return first == 0xFE && second == 0xFF ? StandardCharsets.UTF_16BE : null;
    }

    private void look(byte[] buffer, int length) {
        for (int i = 0; i < length; i++) {
            int b = buffer[i] & 0xFF;
            if (b == 0) {
                if ((bytes & 1) == 0) {
                    nulsAtEven++;
                } else {
                    nulsAtOdd++;
                }
            }
            breaks += b == '\n' ? 1 : 0;
            breaksBeforeNul += previous == '\n' && b == 0 ? 1 : 0;
            breaksBehindNul += previous == 0 && b == '\n' ? 1 : 0;
            previous = b;
            bytes++;
            utf8.look(b);
            chinese.look(b);
        }
    }

    private Guess<Charset> guess() {
        if (isUtf16(nulsAtOdd, nulsAtEven, breaksBeforeNul)) {
            return new Guess<>(StandardCharsets.UTF_16LE, 0.9);
        }
        if (isUtf16(nulsAtEven, nulsAtOdd, breaksBehindNul)) {
            return new Guess<>(StandardCharsets.UTF_16BE, 0.9);
        }
        utf8.end();
        if (utf8.wrong == 0) {
            return Guess.certain(StandardCharsets.UTF_8);
        }
        if (utf8.wrong * 100 <= utf8.right * TOLERATED) {
            return new Guess<>(StandardCharsets.UTF_8, 1 - utf8.wrong / (double) (utf8.wrong + utf8.right));
        }
        double share = chinese.share();
        return share > 0.6
                ? new Guess<>(GB18030, share)
                : new Guess<>(WINDOWS_1252, Math.min(1 - share, chinese.alone()));
    }

    /** Latin signs and line breaks have their noughts in one place only; in Chinese texts there are few but line breaks. */
    private boolean isUtf16(long here, long there, long breaksWithNul) {
        boolean latin = here * 5 > bytes;
        boolean other = here * 50 > bytes && breaksWithNul > 0 && breaksWithNul * 4 >= breaks;
        return (latin || other) && there * 20 < here;
    }

    /** How well the bytes are UTF-8, by the table of well-formed sequences (Unicode, table 3-7). */
    private static final class Utf8 {

        private long right;
        private long wrong;
        private int missing;
        private int low;
        private int high;

        void look(int b) {
            if (missing > 0) {
                if (b >= low && b <= high) {
                    low = 0x80;
                    high = 0xBF;
                    if (--missing == 0) {
                        right++;
                    }
                    return;
                }
                wrong++;
                missing = 0;
            }
            if (b < 0x80) {
                return;
            }
            low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
            high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
            if (b >= 0xC2 && b <= 0xDF) {
                missing = 1;
            } else if (b >= 0xE0 && b <= 0xEF) {
                missing = 2;
            } else if (b >= 0xF0 && b <= 0xF4) {
                missing = 3;
            } else {
                wrong++;
            }
        }

        void end() {
            if (missing > 0) {
                wrong++;
            }
        }
    }

    /**
     * How well the bytes are Chinese: pairs of which both bytes are high and the first is that of a common character (GB 2312,
     * rows 1 to 9 and 16 to 55). In Western text a high byte stands between letters of ASCII.
     */
    private static final class Chinese {

        private int lead;
        private boolean number;
        private long pairs;
        private long common;
        private long wrong;
        private long high;
        private long runs;
        private boolean wasHigh;

        void look(int b) {
            count(b);
            if (lead == 0) {
                lead = b >= 0x81 && b <= 0xFE ? b : 0;
                wrong += b == 0x80 || b == 0xFF ? 1 : 0;
                return;
            }
            if (number) { // the third of four bytes, and the fourth is as good as ASCII
                number = false;
                lead = 0;
                return;
            }
            if (b >= 0x30 && b <= 0x39) {
                number = true;
                return;
            }
            if (b < 0x40 || b == 0x7F || b == 0xFF) {
                wrong++;
            } else {
                pairs++;
                boolean usual = (lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xD7);
                common += usual && b >= 0xA1 ? 1 : 0;
            }
            lead = 0;
        }

        private void count(int b) {
            boolean isHigh = b >= 0x80;
            high += isHigh ? 1 : 0;
            runs += isHigh && !wasHigh ? 1 : 0;
            wasHigh = isHigh;
        }

        double share() {
            return pairs + wrong == 0 ? 0 : common / (double) (pairs + wrong);
        }

        /** Near 1 if high bytes stand alone, as accented letters do; near 0 in scripts that have no others. */
        double alone() {
            return high == 0 ? 1 : runs / (double) high;
        }
    }
}
