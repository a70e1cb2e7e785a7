package io.guanxi.domain.kernel;

/** The reasons that versions give which share a database, for which a command of any feature is refused. */
public enum UpgradeRule implements RuleCode {
    NOT_READABLE("Its history holds {0}, revision {1}, which this version cannot read, so it must not change it;"
            + " a newer version can");

    private final String sentence;

    UpgradeRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "upgrade";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
