package io.guanxi.domain.opportunity;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which an opportunity's command is refused. */
public enum OpportunityRule implements RuleCode {
    ALREADY_OPEN("The opportunity was already opened with other facts"),
    CLOSED("The opportunity is closed as {0}; reopen it first"),
    CLOSE_BEFORE_OPENING("The opportunity was opened on {1} and cannot close earlier, on {0}"),
    PIPELINE_UNKNOWN("There is no pipeline {0}"),
    STAGE_UNKNOWN("The pipeline {1} has no stage {0}"),
    NOT_FORWARD("The stage {0} does not come after {1}; roll back instead"),
    NOT_BACKWARD("The stage {0} does not come before {1}; advance instead"),
    ADVANCE_NOT_ALLOWED("The pipeline does not allow to advance to {0} from {1}"),
    ROLL_BACK_NOT_ALLOWED("The pipeline does not allow to roll back from {0}"),
    FACT_MISSING("{0} must be known before {1}"),
    CURRENCY_DIFFERS("The opportunity is in {1}, not in {0}"),
    AMOUNT_FOLLOWS_LINES("The opportunity has lines worth {0}; change the lines instead of the amount"),
    AMOUNT_TOO_LARGE("The lines are worth {0}, which is more than an opportunity can be worth"),
    LINE_ALREADY_THERE("The line {0} is already there with other facts"),
    TOO_MANY_LINES("An opportunity has at most {0} lines"),
    TOO_MANY_COMPETITORS("An opportunity has at most {0} competitors"),
    ALREADY_OWNED("The opportunity is already owned by {0}; transfer it instead"),
    NOT_OWNED("The opportunity has no owner yet; assign one instead"),
    CUSTOMER_INCOMPLETE("The customer is too incomplete for {0}, with {1} % of what is asked for; missing are {2}");

    private final String sentence;

    OpportunityRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "opportunity";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
