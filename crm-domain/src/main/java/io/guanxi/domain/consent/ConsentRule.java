package io.guanxi.domain.consent;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a consent's command is refused. */
public enum ConsentRule implements RuleCode {
    OTHER_TOPIC("The consent is about something else; give another one"),
    EXPIRES_AT_ONCE("The consent would have expired at {0}, before it is given"),
    SAID_LATER("Nobody can have agreed after {0}, which is now"),
    ALREADY_ASKED("There is a consent about this already, with another id");

    private final String sentence;

    ConsentRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "consent";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
