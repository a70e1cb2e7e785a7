package io.guanxi.domain.kernel;

/**
 * One thing that is wrong with an input.
 *
 * @param field which input, as a path such as {@code addresses[1].city}
 * @param rule the stable name of the broken rule, such as {@code length}
 * @param message the same in an English sentence that can follow the field's name
 */
public record Violation(String field, String rule, String message) {

    /** The same violation, seen from outside: its field is part of {@code parent}. */
    public Violation inside(String parent) {
        return new Violation(field.isEmpty() ? parent : parent + "." + field, rule, message);
    }

    @Override
    public String toString() {
        return field + " " + message;
    }
}
