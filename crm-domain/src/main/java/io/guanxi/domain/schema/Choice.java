package io.guanxi.domain.schema;

import io.guanxi.domain.kernel.Check;
import java.util.Map;

/**
 * One of the values that a field of choices may have.
 *
 * @param code what is stored; at most 60 characters
 * @param labels what is shown, by locale; the code where there is none
 * @param retired still shown where it was chosen, and not to be chosen any more
 */
public record Choice(String code, Map<String, String> labels, boolean retired) {

    static final int MAX_CODE = 60;

    public Choice {
        code = Check.text("code", code, MAX_CODE);
        labels = FieldDetails.checkedLabels(labels);
    }

    /** One that may be chosen, shown as it is called. */
    public static Choice of(String code) {
        return new Choice(code, Map.of(), false);
    }
}
