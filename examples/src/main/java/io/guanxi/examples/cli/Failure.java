package io.guanxi.examples.cli;

import java.net.BindException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one line for people. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** By H2's error code. */
    private static final Map<Integer, String> ADVICE = Map.of(
            90_020, "Another process has the database open, such as crm serve; end that one first, or use PostgreSQL",
            90_011,
                    "The file of an H2 database must be named in full or begin with ./ or ~/, as in jdbc:h2:file:./sales",
            28_000, "The database knows no such user with that password; give --user and --password");

    Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What to do about it if that is known, else the messages of the failure and of what caused it, each once. */
    static String explained(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String advice = each instanceof SQLException sql ? ADVICE.get(sql.getErrorCode()) : null;
            if (advice != null) {
                return advice;
            }
            if (each instanceof BindException) {
                return "The port is in use; give another one by --port, or 0 for any that is free";
            }
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            String message = firstLine(each);
            if (messages.stream().noneMatch(said -> said.contains(message))) {
                messages.add(message);
            }
        }
        return String.join(": ", messages);
    }

    /** H2 adds the statement to its messages, and PostgreSQL details in further lines; both may hold data. */
    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = message.lines().findFirst().orElse(message).replaceFirst("^Failed to initialize pool: ", "");
        int statement = failure instanceof SQLException ? line.indexOf("; SQL statement") : -1;
        return (statement < 0 ? line : line.substring(0, statement))
                .replaceFirst(" \\[[0-9-]+\\]$", "")
                .replaceFirst("\\.$", "");
    }
}
