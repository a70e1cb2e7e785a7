package io.guanxi.application.schema;

import io.guanxi.domain.schema.FieldType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The language of fields that are computed of others. If dev.cel is on the class path it is the Common Expression Language, which
 * always ends and has no effects; a host may bring another.
 */
public interface Formulas {

    /** Of a host that has none: no field can be computed. */
    Formulas NONE = (formula, result, names) -> {
        throw new io.guanxi.domain.kernel.CrmException.Invalid(
                "formula", "unavailable", "must not be given: dev.cel is not on the class path");
    };

    /**
     * Reads a formula.
     *
     * @param result what it is to come to
     * @param names what it may speak of, such as {@code custom.seats} and {@code annualRevenue}, and what that is: texts, numbers,
     *     dates, instants, flags, and lists of texts
     * @throws io.guanxi.domain.kernel.CrmException.Invalid of the field {@code formula}, telling what is wrong with it and where
     */
    Formula read(String formula, FieldType result, Map<String, FieldType> names);

    /** A formula that has been read. */
    interface Formula {

        /** What it speaks of. */
        Set<String> names();

        /**
         * What it comes to.
         *
         * @param values of each of its {@link #names}, as {@link FieldType#read} gives them
         * @return such a value; null if there is none, as after a division by nothing
         */
        @Nullable
        Object of(Map<String, Object> values);
    }

    /** The language that is there. */
    static Formulas available() {
        try {
            Class.forName("dev.cel.compiler.CelCompilerFactory", false, Formulas.class.getClassLoader());
        } catch (ClassNotFoundException none) {
            return NONE;
        }
        return new CelFormulas();
    }
}
