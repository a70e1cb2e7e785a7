package io.guanxi.jdbc;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The URL of an H2 database, made safe. With its default settings, H2 forgets commits of the last half second when the process is
 * killed, and a thread that is interrupted while it reads or writes closes the file for all others.
 *
 * @param url what to connect to
 * @param corrections what has been changed in it, and why; never the URL itself, which may hold a password
 */
record H2Url(String url, List<String> corrections) {

    private static final String START = "jdbc:h2:";
    private static final String REUSE = "OPTIMIZE_REUSE_RESULTS";
    private static final String TRACE = "TRACE_LEVEL_FILE";
    private static final Set<String> ELSEWHERE = Set.of("mem", "tcp", "ssl");

    /** Settings under which H2 may lose or mix up what has been committed, unless they have the one safe value. */
    private static final Map<String, String> SAFE =
            Map.of("WRITE_DELAY", "0", "LOCK_MODE", "3", "LOG", "2", "UNDO_LOG", "1", "FILE_LOCK", "FILE", REUSE, "0");

    static H2Url of(String given) {
        if (!given.regionMatches(true, 0, START, 0, START.length())) {
            throw new IllegalArgumentException("An H2 URL starts with " + START);
        }
        List<String> parts = Splitter.on(';').splitToList(given.substring(START.length()));
        String path = parts.get(0);
        Map<String, String> settings = settings(parts.subList(1, parts.size()));
        settings.forEach(H2Url::requireSafe);
        String scheme = scheme(path);
        var corrections = new java.util.ArrayList<String>();
        String url = given;
        if (!settings.containsKey(REUSE)) {
            // Not said aloud: it takes nothing away. H2 looks at a table's counter to tell whether an answer is still
            // true, and
            // a session that looks while another has committed but not yet counted gets the old answer of one of two
            // tables.
            url += ";" + REUSE + "=0";
        }
        if (!settings.containsKey(TRACE)) {
            // What goes wrong is told by exceptions; the file beside the database would hold what was written, in plain
            // text.
            url += ";" + TRACE + "=0";
        }
        if (ELSEWHERE.contains(scheme)) {
            return new H2Url(url, List.of());
        }
        if (scheme.isEmpty() || scheme.equals("file")) {
            String file = scheme.isEmpty() ? path : path.substring("file:".length());
            url = START + "async:" + file + url.substring(START.length() + path.length());
            corrections.add("the file is opened as async:, for an interrupted thread would close it for all others");
        }
        if (!settings.containsKey("WRITE_DELAY")) {
            url += ";WRITE_DELAY=0";
            corrections.add("WRITE_DELAY=0 is set, for commits would be lost when the process is killed");
        }
        return new H2Url(url, List.copyOf(corrections));
    }

    /** What the path begins with, such as {@code file} or {@code async}; empty for a path alone. A letter alone is a drive. */
    private static String scheme(String path) {
        int colon = path.indexOf(':');
        return colon < 2 ? "" : path.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> settings(List<String> parts) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                settings.put(
                        part.substring(0, equals).strip().toUpperCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return settings;
    }

    private static void requireSafe(String setting, String value) {
        String safe = SAFE.get(setting);
        if (safe != null && !safe.equalsIgnoreCase(value)) {
            throw new IllegalArgumentException("The H2 URL says " + setting + "=" + value
                    + ", under which what has been committed may be lost or mixed up; leave it out or say " + setting
                    + "="
                    + safe);
        }
    }
}
