package io.guanxi.domain.profile;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a profile's command is refused. */
public enum ProfileRule implements RuleCode {
    OF_ANOTHER_PERSON("The profile is that of another person"),
    ALREADY_OPEN("The person has a profile already, with another id"),
    EXPIRES_AT_ONCE("The preference would have expired at {0}, before it is noted"),
    TOO_MANY_PREFERENCES("A profile holds at most {0} preferences");

    private final String sentence;

    ProfileRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "profile";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
