package io.guanxi.domain.consent;

import io.guanxi.domain.kernel.Check;
import org.jspecify.annotations.Nullable;

/**
 * How it can be shown that something was said.
 *
 * @param giver who said it: the person, or a parent, a guardian, an authorised representative; at most 200 characters
 * @param source where it was said, such as {@code web form}; at most 100 characters
 * @param reference what proves it: the wording's version, the document's or the recording's number; at most 1,000 characters
 */
public record Evidence(
        String giver, String source, @Nullable String reference) {

    /** Stands where evidence was erased. */
    public static final Evidence ERASED = new Evidence("[erased]", "[erased]", null);

    public Evidence {
        giver = Check.text("giver", giver, 200);
        source = Check.text("source", source, 100);
        reference = Check.optionalText("reference", reference, 1_000);
    }
}
