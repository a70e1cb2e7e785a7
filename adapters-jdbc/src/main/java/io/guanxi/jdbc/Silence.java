package io.guanxi.jdbc;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets jOOQ start without its banner and its tip of the day, which only properties of the whole JVM can prevent. */
final class Silence {

    private static final String[] PROPERTIES = {"org.jooq.no-logo", "org.jooq.no-tips"};

    private Silence() {}

    /** Sets the properties that the host has not set, does the work and takes them away again. */
    static synchronized <T> T during(Supplier<T> work) {
        List<String> ours = Stream.of(PROPERTIES)
                .filter(each -> System.getProperty(each) == null)
                .toList();
        ours.forEach(each -> System.setProperty(each, "true"));
        try {
            return work.get();
        } finally {
            ours.forEach(System::clearProperty);
        }
    }
}
