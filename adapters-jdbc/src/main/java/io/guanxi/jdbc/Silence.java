package io.guanxi.jdbc;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Lets jOOQ start without its banner and its tip of the day, which only properties of the whole JVM can prevent. */
final class Silence {

    private static final String[] PROPERTIES = {"org.jooq.no-logo", "org.jooq.no-tips"};

    private Silence() {}

    /** Sets the properties, does the work and puts them back. */
    static synchronized <T> T during(Supplier<T> work) {
        Map<String, String> before = new HashMap<>();
        for (String property : PROPERTIES) {
            before.put(property, System.setProperty(property, "true"));
        }
        try {
            return work.get();
        } finally {
            before.forEach((property, value) -> {
                if (value == null) {
                    System.clearProperty(property);
                } else {
                    System.setProperty(property, value);
                }
            });
        }
    }
}
