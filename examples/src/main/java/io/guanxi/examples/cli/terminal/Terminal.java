package io.guanxi.examples.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command writes to, and whether a person is looking. Always UTF-8, whatever the machine is set to.
 *
 * @param outIsTerminal whether standard output is read by a person and not by a file or another program
 * @param errIsTerminal the same of standard error
 * @param color whether what a person reads may have colours
 * @param width how many columns a line has before it is broken
 */
public record Terminal(
        PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, boolean color, int width) {

    private static final int USUAL_WIDTH = 100;

    private static final int OUT = 1;
    private static final int ERR = 2;

    /** The process's own. */
    public static Terminal ofProcess() {
        boolean colorful =
                System.getenv().getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(System.getenv("TERM"));
        boolean watched = isTerminal(OUT);
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                watched,
                isTerminal(ERR),
                colorful,
                watched ? widthOfProcess() : USUAL_WIDTH);
    }

    public Terminal withoutColor() {
        return new Terminal(out, err, outIsTerminal, errIsTerminal, false, width);
    }

    /** The text in a style, if a person reads it and likes colours. */
    public String styled(Style style, String text) {
        return outIsTerminal && color ? style.on(text) : text;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Linux tells for each stream alone; elsewhere Java 17 tells only whether input and output both are a terminal. */
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException | SecurityException unknown) {
            return false;
        }
        return isInteractive(System.console());
    }

    /** Java cannot tell; the tool that can is on every Unix. */
    private static int widthOfProcess() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int width = size.matches("\\d{1,4} \\d{1,4}") ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : 0;
            return width == 0 ? USUAL_WIDTH : width;
        } catch (IOException thereIsNone) {
            return USUAL_WIDTH;
        }
    }

    /** From JDK 22 on there is a console without a terminal too. */
    private static boolean isInteractive(@org.jspecify.annotations.Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (ReflectiveOperationException impossible) {
            return false;
        }
    }
}
