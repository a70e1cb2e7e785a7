package io.guanxi.domain.transaction;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a transaction's command is refused. */
public enum TransactionRule implements RuleCode {
    ALREADY_KNOWN("The transaction is already known with other facts; correct it"),
    CANCELLED("The transaction is cancelled; reinstate it first"),
    KIND_STAYS("The transaction is of the kind {0} and stays so; cancel it and book another one"),
    NUMBER_TAKEN("{0} is the number of another transaction");

    private final String sentence;

    TransactionRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "transaction";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
