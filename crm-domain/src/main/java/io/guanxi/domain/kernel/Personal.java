package io.guanxi.domain.kernel;

import static java.lang.annotation.ElementType.RECORD_COMPONENT;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of an event, or of a value inside it, that tells something of a person. It is on the events from the
 * first one stored, because what was not marked when it was written cannot be found again when the person asks for erasure.
 *
 * <p>A marked record is personal in those of its components that are marked, and if none is, in all of them. What stands there
 * after an erasure fits the type: of a text {@code [erased]}; of a type with a constant {@code ERASED} of its own, that; of a
 * collection, an empty one; of anything else nothing, so that such a component must be nullable.
 *
 * <p>Not marked, on purpose:
 *
 * <ul>
 *   <li><b>User ids</b> of owners, agents, collaborators, approvers and actors. They are the host's pseudonyms by contract: whoever
 *       lacks its directory of users learns nothing of a person from them. A host whose own ids are names or addresses gives others
 *       here. Where the CRM itself joins an id to a name, in {@code person.enrolled}, both are marked.
 *   <li><b>Words of the business</b>: tags, levels, channels, categories, codes of solutions, numbers of products, names of
 *       competitors, and what a campaign is to be. They sort many things and by contract say nothing of one person, for which
 *       there are remarks, reasons, descriptions and messages.
 *   <li><b>The caller's names</b> for messages, lines and costs, which are keys.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(RECORD_COMPONENT)
public @interface Personal {

    /** What it tells, which says how it is shown to those who may not read such data: see {@link Masks}. */
    Kind value() default Kind.TEXT;

    /** Kinds of personal data. */
    enum Kind {
        NAME,
        EMAIL,
        PHONE,
        ADDRESS,
        /** What other systems call somebody. */
        IDENTITY,
        /** Whatever is said in words. */
        TEXT
    }
}
