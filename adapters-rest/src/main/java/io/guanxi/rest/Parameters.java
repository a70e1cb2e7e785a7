package io.guanxi.rest;

import com.google.common.base.Splitter;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import jakarta.ws.rs.core.UriInfo;
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

    int number(String name, int otherwise) {
        String given = text(name);
        try {
            return given == null ? otherwise : Integer.parseInt(given);
        } catch (NumberFormatException malformed) {
            throw new CrmException.Invalid(name, "type", "must be a whole number");
        }
    }
}
