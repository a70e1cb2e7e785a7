package io.guanxi.application.columns;

import com.google.common.base.Ascii;
import io.guanxi.domain.kernel.CrmException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a row of a table tells of. */
public enum RecordKind {
    ORGANISATION("organisations"),
    PERSON("people"),
    OPPORTUNITY("opportunities"),
    ACTIVITY("activities"),
    TICKET("tickets"),
    PRODUCT("products"),
    TRANSACTION("transactions"),
    /** Kept as they are given, until there is a feature for them. */
    LEAD("leads");

    private final String plural;

    RecordKind(String plural) {
        this.plural = plural;
    }

    /** As people say it: {@code organisations}, {@code people}. */
    public String plural() {
        return plural;
    }

    /**
     * By its name, in the singular or plural, with small letters or capital ones.
     *
     * @throws CrmException.Invalid for another
     */
    public static RecordKind of(String name) {
        String wanted = Ascii.toLowerCase(name.strip());
        return Arrays.stream(values())
                .filter(each -> wanted.equals(each.plural) || wanted.equals(Ascii.toLowerCase(each.name())))
                .findFirst()
                .orElseThrow(() -> new CrmException.Invalid(
                        "kind",
                        "unknown",
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(RecordKind::plural)
                                        .collect(Collectors.joining(", "))
                                + ", not " + name));
    }
}
