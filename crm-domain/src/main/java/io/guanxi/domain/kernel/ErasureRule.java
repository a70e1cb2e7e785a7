package io.guanxi.domain.kernel;

/** The reasons that erasure gives for which a command of any feature is refused. */
public enum ErasureRule implements RuleCode {
    ERASED("It has been erased for good; nothing can be done with it any more");

    private final String sentence;

    ErasureRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "erasure";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
