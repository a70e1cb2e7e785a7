package io.guanxi.domain.kernel;

import java.text.MessageFormat;
import java.util.Locale;

/**
 * The name of a business rule: a constant of the feature's enum, whose Java name says the reason as a sentence. Its code is
 * stable, documented and translated; a host may show or branch on it.
 */
public interface RuleCode {

    /** The feature that the rule belongs to, such as {@code customer}. */
    String feature();

    /** The constant's name; implemented by every enum. */
    String name();

    /** The reason in English: a sentence with {@code {0}}, {@code {1}}… for the details. */
    String sentence();

    /** The stable code, such as {@code customer.already-registered}. */
    default String code() {
        return feature() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The exception that says so; {@code throw ARCHIVED.refused()} is all a rule needs. */
    default CrmException.Refused refused(Object... details) {
        return new CrmException.Refused(this, details);
    }

    /** The English sentence with its details filled in. */
    default String describe(Object... details) {
        return new MessageFormat(sentence(), Locale.ROOT).format(details);
    }
}
