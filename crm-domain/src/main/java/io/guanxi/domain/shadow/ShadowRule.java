package io.guanxi.domain.shadow;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a command about a system that is followed is refused, or one about what is its. */
public enum ShadowRule implements RuleCode {
    OF_ANOTHER_SOURCE("The identity of a followed system follows from its name, and this is not that of {0}"),
    NOT_FOLLOWED("{0} are not followed"),
    NO_PARITY("{0} differ in {1} places; take them over with a reason if that is meant"),
    MASTERED_ELSEWHERE("{1} is the master of this one of {0} until they are taken over");

    private final String sentence;

    ShadowRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "shadow";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
