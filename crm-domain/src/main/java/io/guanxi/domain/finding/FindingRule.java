package io.guanxi.domain.finding;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a finding's command is refused. */
public enum FindingRule implements RuleCode {
    OF_SOMETHING_ELSE("The finding is of another kind or about other customers; give another id"),
    ALREADY_REPORTED("There is a finding about this already, with another id"),
    ALREADY_DECIDED("The finding is closed already: {0}"),
    DECISION_DOES_NOT_FIT("A finding of the kind {1} cannot be closed by the decision {0}");

    private final String sentence;

    FindingRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "finding";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
