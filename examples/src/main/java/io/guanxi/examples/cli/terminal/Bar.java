package io.guanxi.examples.cli.terminal;

/** A share of something as a bar of blocks. */
public final class Bar {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bar() {}

    /**
     * @param share 0 (empty) to 1 (full); what lies outside is cut
     * @param width of the full bar
     */
    public static String of(double share, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * width * 8);
        String whole = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? whole : whole + EIGHTHS.charAt(eighths % 8);
    }
}
