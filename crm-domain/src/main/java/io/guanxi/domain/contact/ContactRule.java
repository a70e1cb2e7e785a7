package io.guanxi.domain.contact;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a contact's command is refused. */
public enum ContactRule implements RuleCode {
    ALREADY_KNOWN("The contact is already known with other facts"),
    LAST_DAY_IS_EARLIER("The first day is {0}; the last one cannot be earlier"),
    HEAD_TAKEN("The household has a head already"),
    OWN_SUPERIOR("Nobody reports to themselves"),
    SUPERIOR_UNKNOWN("There is no contact {0} to report to"),
    SUPERIOR_ELSEWHERE("The contact {0} is of another organisation"),
    REPORTS_GO_IN_A_CIRCLE("The contact {0} reports to this one, and so cannot be its superior"),
    TOO_MANY_SUPERIORS("A contact has at most {0} superiors one above the other");

    private final String sentence;

    ContactRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "contact";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
