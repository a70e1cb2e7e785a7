package io.guanxi.examples.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one line for people. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The messages of a failure and of what caused it, each once. */
    static String explained(Throwable failure) {
        List<String> messages = new ArrayList<>();
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
        String line = message.lines().findFirst().orElse(message);
        int statement = failure instanceof SQLException ? line.indexOf("; SQL statement") : -1;
        return statement < 0 ? line : line.substring(0, statement);
    }
}
