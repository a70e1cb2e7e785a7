package io.guanxi.examples.feature;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a machine's command is refused. */
public enum MachineRule implements RuleCode {
    ALREADY_INSTALLED("The machine already stands somewhere"),
    REMOVED("The machine has been taken away");

    private final String sentence;

    MachineRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "machine";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
