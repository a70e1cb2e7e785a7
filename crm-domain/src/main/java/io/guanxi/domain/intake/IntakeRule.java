package io.guanxi.domain.intake;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a command about a row that is kept is refused. */
public enum IntakeRule implements RuleCode {
    ALREADY_KEPT("The row is kept already and was given otherwise; revise it"),
    OF_ANOTHER_KIND("The row was kept as one of {0} from {1}, which stays");

    private final String sentence;

    IntakeRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "intake";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
