package io.guanxi.domain.person;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a person's command is refused. */
public enum PersonRule implements RuleCode {
    ALREADY_ENROLLED("The person is already enrolled with other facts"),
    OWN_MANAGER("A person cannot be their own manager"),
    GONE_BY_THEN("The last day of the person is {0}; a placement cannot begin later"),
    TOO_MANY_PLACEMENTS("A person has at most {0} placements"),
    USER_TAKEN("Another person is the user {0}");

    private final String sentence;

    PersonRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "person";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
