package io.guanxi.domain.schema;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a command about custom fields is refused. */
public enum SchemaRule implements RuleCode {
    FIELD_EXISTS("There is a field {0} with other details already; change it instead"),
    SHAPE_NEVER_CHANGES(
            "The field {0} has another type, lookup, target or privacy, which never change; define another one"),
    CHOICE_MAY_BE_IN_USE("The choice {1} of the field {0} may be in use; retire it instead of leaving it out"),
    TOO_MANY_FIELDS("There may be at most {0} fields, deprecated ones included"),
    NO_SLOT_LEFT(
            "No slot is left for another field of the type {0} with the lookup {1}; deprecated fields keep theirs"),
    FIELD_DEPRECATED("The field {0} is deprecated; revive it first"),
    FIELD_REQUIRED("The field {0} must have a value"),
    FIELD_REQUIRED_IN_STAGE("The field {0} must have a value in the stage {1}"),
    FIELD_COMPUTED("The field {0} is computed and cannot be set"),
    FIELDS_UNKNOWN("Things of the feature {0} have no custom fields");

    private final String sentence;

    SchemaRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "schema";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
