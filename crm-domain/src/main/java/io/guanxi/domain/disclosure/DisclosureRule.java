package io.guanxi.domain.disclosure;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a disclosure's command is refused. */
public enum DisclosureRule implements RuleCode {
    ALREADY_NOTED("The disclosure is already noted with other facts");

    private final String sentence;

    DisclosureRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "disclosure";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
