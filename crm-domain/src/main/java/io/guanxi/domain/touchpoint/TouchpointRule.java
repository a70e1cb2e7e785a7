package io.guanxi.domain.touchpoint;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a touchpoint's command is refused, or one that names a touchpoint. */
public enum TouchpointRule implements RuleCode {
    ALREADY_DEFINED("The touchpoint is already defined with other labels; relabel it"),
    OF_ANOTHER_CODE("The identity of a touchpoint follows from its code, and this is not that of {0}"),
    BRANCH_UNKNOWN("There is no touchpoint {0} of which this could be a branch"),
    UNKNOWN("There is no touchpoint {0} where something could happen; define it, or revive it");

    private final String sentence;

    TouchpointRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "touchpoint";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
