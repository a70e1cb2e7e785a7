package io.guanxi.domain.activity;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which an activity's command is refused. */
public enum ActivityRule implements RuleCode {
    ALREADY_KNOWN("The activity is already known with other facts"),
    DONE("The activity is done; plan or record another one"),
    CANCELLED("The activity is cancelled; reopen it first"),
    RETRACTED("The activity is retracted; reinstate it first"),
    NEVER_PLANNED("The activity was recorded without a plan; retract it if it has not been"),
    NEXT_CONTACT_IS_EARLIER("The next contact cannot be before this one, at {0}"),
    CAP_REACHED("The rule {0} allows {1} contacts of a customer within {2} days, and this would be one more");

    private final String sentence;

    ActivityRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "activity";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
