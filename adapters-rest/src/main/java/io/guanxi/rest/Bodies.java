package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes records of the bodies that arrive, or says everything that is wrong with them. */
record Bodies(Wire wire, Constraints constraints) {

    /** @throws CrmException.Invalid if it is no such record, or the URL has parameters */
    <R> R read(Class<R> type, Request request) {
        request.parameters();
        byte[] bytes = request.body();
        JsonNode node = bytes.length == 0 ? wire.object() : wire.read(bytes);
        RequestReader reader = new RequestReader();
        R read = reader.read(type, node);
        List<Violation> violations = new ArrayList<>(reader.violations());
        if (read == null) {
            if (violations.isEmpty()) {
                violations.add(new Violation("", "type", "must be an object"));
            }
            throw new CrmException.Invalid(violations);
        }
        violations.addAll(constraints.check(read, violations));
        if (!violations.isEmpty()) {
            throw new CrmException.Invalid(sorted(violations));
        }
        return read;
    }

    private static List<Violation> sorted(List<Violation> violations) {
        return violations.stream()
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::rule))
                .toList();
    }
}
