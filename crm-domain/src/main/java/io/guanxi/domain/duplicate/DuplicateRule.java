package io.guanxi.domain.duplicate;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which something is refused for the sake of duplicates. */
public enum DuplicateRule implements RuleCode {
    LIKE_ANOTHER("The customer is like {0}, by {1}; to register it all the same, say why"),
    ALLOWED_OTHERWISE("Another customer was let in by this id, or for another reason; give another id");

    private final String sentence;

    DuplicateRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "duplicate";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
