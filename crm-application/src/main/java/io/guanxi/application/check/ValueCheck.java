package io.guanxi.application.check;

import com.google.common.base.CharMatcher;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.domain.kernel.Violation;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges values of one kind as the CRM does when it is given them: what is valid here is taken there. */
public final class ValueCheck {

    private static final CharMatcher CONTROL = CharMatcher.javaIsoControl().and(CharMatcher.isNot('\t'));

    private final UnaryOperator<String> normaliser;

    private ValueCheck(UnaryOperator<String> normaliser) {
        this.normaliser = normaliser;
    }

    /** 统一社会信用代码. */
    public static ValueCheck uscc() {
        return new ValueCheck(text -> new UnifiedSocialCreditCode(text).value());
    }

    public static ValueCheck email() {
        return new ValueCheck(text -> new EmailAddress(text).value());
    }

    public static ValueCheck phone(PhoneReader reader) {
        return new ValueCheck(text -> reader.read(text).value());
    }

    /** The verdict on one value; never an exception. */
    public Verdict check(String value) {
        try {
            Check.that(
                    CONTROL.matchesNoneOf(value), "value", "control-character", "must not contain control characters");
            return new Verdict(value, normaliser.apply(value), null);
        } catch (CrmException.Invalid invalid) {
            return new Verdict(
                    value,
                    null,
                    invalid.violations().stream().map(Violation::message).collect(Collectors.joining("; ")));
        }
    }

    /**
     * What was found of a value.
     *
     * @param value as it was given
     * @param normalised the proper form of a valid one
     * @param reason what is wrong with one that is not, in an English sentence that can follow "it"
     */
    public record Verdict(
            String value,
            @Nullable String normalised,
            @Nullable String reason) {

        public boolean valid() {
            return normalised != null;
        }
    }
}
