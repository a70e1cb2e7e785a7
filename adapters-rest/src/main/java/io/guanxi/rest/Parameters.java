package io.guanxi.rest;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Past;
import io.guanxi.application.Reader;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters behind the {@code ?}. One that nobody knows is refused, because a misspelt {@code filter} would otherwise answer
 * with everything.
 */
final class Parameters {

    /** The names of what every read of the past knows: the instant, and which of its two times is meant. */
    static final String AS_OF = "asOf";

    static final String AS_OF_TIME = "asOfTime";

    private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * @param once the parameters that may be given once
     * @param repeated those that may be given several times
     */
    static Parameters read(UriInfo uri, Set<String> once, Set<String> repeated) {
        Map<String, List<String>> values = uri.getQueryParameters();
        List<Violation> violations = new ArrayList<>();
        values.forEach((name, given) -> {
            if (!once.contains(name) && !repeated.contains(name)) {
                violations.add(new Violation(name, "unknown", "must not be given: there is no such parameter"));
            } else if (given.size() > 1 && !repeated.contains(name)) {
                violations.add(new Violation(name, "repeated", "must be given once"));
            }
        });
        if (!violations.isEmpty()) {
            throw new CrmException.Invalid(violations);
        }
        return new Parameters(values);
    }

    @Nullable
    String text(String name) {
        List<String> given = all(name);
        return given.isEmpty() ? null : given.get(0);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(each -> !each.isBlank())
                .toList();
    }

    /** The parts between commas. */
    List<String> list(String name) {
        String given = text(name);
        return given == null ? List.of() : COMMAS.splitToList(given);
    }

    @Nullable
    LocalDate date(String name) {
        String given = text(name);
        try {
            return given == null ? null : LocalDate.parse(given);
        } catch (DateTimeParseException malformed) {
            throw new CrmException.Invalid(name, "type", "must be a date such as 2026-03-01, not " + given);
        }
    }

    /** Today, or the past that is asked for. */
    Reader reader(CrmSession session) {
        Past past = past(session);
        return past == null ? session : past;
    }

    /** Null for today. */
    @Nullable
    Past past(CrmSession session) {
        String instant = text(AS_OF);
        String time = text(AS_OF_TIME);
        if (instant == null) {
            Check.that(time == null, AS_OF_TIME, "lonely", "must not be given without " + AS_OF);
            return null;
        }
        try {
            return session.asOf(
                    Instant.parse(instant),
                    time == null ? Past.Time.RECORDED : Past.Time.valueOf(Ascii.toUpperCase(time)));
        } catch (DateTimeParseException malformed) {
            throw new CrmException.Invalid(AS_OF, "type", "must be an instant such as 2026-01-31T12:00:00Z");
        } catch (IllegalArgumentException unknown) {
            throw new CrmException.Invalid(AS_OF_TIME, "type", "must be recorded or happened");
        }
    }

    int number(String name, int otherwise) {
        String given = text(name);
        try {
            return given == null ? otherwise : Integer.parseInt(given);
        } catch (NumberFormatException malformed) {
            throw new CrmException.Invalid(name, "type", "must be a whole number");
        }
    }
}
