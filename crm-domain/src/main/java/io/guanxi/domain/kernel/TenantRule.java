package io.guanxi.domain.kernel;

/** The reasons that a tenant gives for which its sessions or commands are refused. */
public enum TenantRule implements RuleCode {
    ERASED("The tenant {0} has been erased for good, and its name is never given again"),
    UNKNOWN("There is no tenant {0}");

    private final String sentence;

    TenantRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "tenant";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
