package io.guanxi.domain.consent;

import com.google.common.base.Ascii;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Check;

/**
 * What a consent is about. Purpose and channel are the host's words and compared in lower case.
 *
 * @param customer whose it is: a person, or an organisation for the addresses that are nobody's own
 * @param purpose such as {@code newsletter}; at most 50 characters
 * @param channel such as {@code email}; at most 50 characters
 */
public record ConsentTopic(CustomerId customer, String purpose, String channel) {

    public ConsentTopic {
        purpose = word("purpose", purpose);
        channel = word("channel", channel);
    }

    static String word(String field, String value) {
        return Ascii.toLowerCase(Check.text(field, value, 50));
    }

    /** All of it as one text, which no other topic has. */
    public String key() {
        return customer.value() + "/" + purpose.length() + "/" + purpose + "/" + channel;
    }
}
