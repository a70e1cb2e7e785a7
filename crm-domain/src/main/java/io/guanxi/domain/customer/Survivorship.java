package io.guanxi.domain.customer;

/**
 * Whose value of a field is shown when two customers are one. Under every rule, who has none gives way to who has one; of equals, the
 * survivor's is shown.
 */
public enum Survivorship {
    /** The survivor's. */
    SURVIVOR,
    /** That of the one that was merged into it. */
    OTHER,
    /** The one that was given last; from then on too, whoever of the two is corrected. */
    NEWEST,
    /** The longer text, in characters of Unicode. */
    LONGEST,
    /** That of the customer whom the source most trusted knows, by the host's order of sources. */
    MOST_TRUSTED
}
