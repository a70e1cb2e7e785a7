package io.guanxi.domain.duplicate;

/** By what two customers are taken for the same, what says most first. */
public enum MatchRule {
    /** The same 统一社会信用代码. */
    USCC,
    /** An e-mail address in common, whatever its case. */
    EMAIL,
    /** A telephone number in common, as E.164 writes it. */
    PHONE,
    /** Names that are alike. */
    NAME
}
