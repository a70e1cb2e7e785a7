package io.guanxi.domain.consent;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * What holds while a person has said nothing. For most purposes that is no; for some the law lets one write until the person
 * objects, such as about a contract that the person has.
 *
 * @param untilObjection purposes, or a purpose and a channel with a slash between them
 */
public record ConsentPolicy(Set<String> untilObjection) {

    public ConsentPolicy {
        untilObjection = ImmutableSet.copyOf(untilObjection);
    }

    /** Nobody is contacted who has not agreed. */
    public static ConsentPolicy optIn() {
        return new ConsentPolicy(Set.of());
    }

    /** The same, but for a purpose for which one may contact people until they object, by any channel. */
    public ConsentPolicy untilObjection(String purpose) {
        return with(ConsentTopic.word("purpose", purpose));
    }

    /** The same, but for a purpose and a channel. */
    public ConsentPolicy untilObjection(String purpose, String channel) {
        return with(ConsentTopic.word("purpose", purpose) + "/" + ConsentTopic.word("channel", channel));
    }

    private ConsentPolicy with(String more) {
        return new ConsentPolicy(
                ImmutableSet.<String>builder().addAll(untilObjection).add(more).build());
    }

    /** Whether somebody may be contacted who has said nothing. */
    public boolean holdsUntilObjection(ConsentTopic topic) {
        return untilObjection.contains(topic.purpose())
                || untilObjection.contains(topic.purpose() + "/" + topic.channel());
    }
}
