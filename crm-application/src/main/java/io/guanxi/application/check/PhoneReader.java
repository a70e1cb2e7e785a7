package io.guanxi.application.check;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber.CountryCodeSource;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers as people write them, read as E.164: {@code 0591-8888 1234}, {@code (020) 7946 0958}, {@code 0086 138…},
 * {@code +1 650-253-0000 x12}. By the numbering plans of libphonenumber: a number that its country assigns to nobody is refused.
 */
public final class PhoneReader {

    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final String NOWHERE = "ZZ";
    private static final String WORLD = "001";
    private static final Pattern CHINESE_EXTENSION = Pattern.compile("转|轉|分机号?|分機");
    private static final Pattern DASHED_EXTENSION = Pattern.compile("(.*\\d{5})\\s*[-–－—]\\s*(\\d{1,6})");

    private final String region;

    private PhoneReader(String region) {
        this.region = region;
    }

    /** For numbers that say their country: {@code +…}. */
    public static PhoneReader international() {
        return new PhoneReader(NOWHERE);
    }

    /**
     * For numbers as they are dialled in a region; those that begin with {@code +} may be of any other.
     *
     * @param region ISO 3166-1 alpha-2, such as {@code CN}, in letters of any case; {@code 001} is the world (UN M49), where
     *     numbers of no country are, such as {@code +800…}
     * @throws CrmException.Invalid for a region without a numbering plan
     */
    public static PhoneReader in(String region) {
        String upper = region.strip().toUpperCase(Locale.ROOT);
        if (upper.equals(WORLD)) {
            return international();
        }
        Check.that(
                PLANS.getSupportedRegions().contains(upper),
                "region",
                "region",
                "must be a region such as CN, not " + region);
        return new PhoneReader(upper);
    }

    /**
     * The number that is meant, without its extension.
     *
     * @throws CrmException.Invalid with rule {@code format} for what is no number, {@code region} for one without its country,
     *     {@code length} for one that is too short or too long there, and {@code unassigned} for one that nobody can have
     */
    public PhoneNumber read(String text) {
        return new PhoneNumber(PLANS.format(parsed(text), PhoneNumberFormat.E164));
    }

    /** The extension behind the number, which E.164 has no room for: digits. */
    public Optional<String> extension(String text) {
        return Optional.of(parsed(text).getExtension()).filter(each -> !each.isEmpty());
    }

    private Phonenumber.PhoneNumber parsed(String text) {
        String written =
                CHINESE_EXTENSION.matcher(Check.text("phone", text, 100)).replaceAll(" ext. ");
        Phonenumber.PhoneNumber number = parse(written);
        if (PLANS.isValidNumber(number)) {
            return number;
        }
        Phonenumber.PhoneNumber other = withDashedExtension(written);
        if (other != null) {
            return other;
        }
        throw refused(number);
    }

    /** 0591-88881234-801 has its extension behind a second hyphen. */
    private Phonenumber.@Nullable PhoneNumber withDashedExtension(String written) {
        Matcher dashed = DASHED_EXTENSION.matcher(written);
        if (!dashed.matches()) {
            return null;
        }
        Phonenumber.PhoneNumber number = parse(dashed.group(1) + " ext. " + dashed.group(2));
        return PLANS.isValidNumber(number) ? number : null;
    }

    private Phonenumber.PhoneNumber parse(String written) {
        try {
            return PLANS.parseAndKeepRawInput(written, region);
        } catch (NumberParseException failure) {
            throw switch (failure.getErrorType()) {
                case INVALID_COUNTRY_CODE ->
                    invalid("region", "must begin with + and a country's code, or be of a region that is told");
                case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, TOO_LONG -> invalid("length", "must be a telephone number");
                case NOT_A_NUMBER -> invalid("format", "must be a telephone number");
            };
        }
    }

    private CrmException.Invalid refused(Phonenumber.PhoneNumber number) {
        boolean national = number.getCountryCodeSource() == CountryCodeSource.FROM_DEFAULT_COUNTRY;
        String where = national ? region : "+" + number.getCountryCode();
        ValidationResult possible = PLANS.isPossibleNumberWithReason(number);
        return possible == ValidationResult.IS_POSSIBLE || possible == ValidationResult.IS_POSSIBLE_LOCAL_ONLY
                ? invalid("unassigned", "must be a number that " + where + " assigns")
                : invalid("length", "must have a length that " + where + " knows");
    }

    private static CrmException.Invalid invalid(String rule, String message) {
        return new CrmException.Invalid("phone", rule, message);
    }
}
