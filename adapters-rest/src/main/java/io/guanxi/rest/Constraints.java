package io.guanxi.rest;

import com.google.common.base.CaseFormat;
import io.guanxi.domain.kernel.Violation;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * What Jakarta Validation has to say about a request, in the words that the domain's own checks use. The validator is our own:
 * the host's {@code validation.xml}, message bundles and default locale have no say in it, and it needs no expression language.
 */
final class Constraints {

    private final Validator validator = Validation.byProvider(HibernateValidator.class)
            .providerResolver(() -> List.of(new HibernateValidator()))
            .configure()
            .ignoreXmlConfiguration()
            .messageInterpolator(new ParameterMessageInterpolator(
                    Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false))
            .buildValidatorFactory()
            .getValidator();

    /** Everything that is wrong with the record, but for what is already known of the same fields. */
    List<Violation> check(Object request, Collection<Violation> known) {
        return validator.validate(request).stream()
                .map(Constraints::violation)
                .filter(each -> known.stream().noneMatch(other -> covers(other.field(), each.field())))
                .toList();
    }

    private static boolean covers(String known, String field) {
        return known.equals(field) || known.startsWith(field + "[") || known.startsWith(field + ".");
    }

    private static Violation violation(ConstraintViolation<Object> found) {
        Annotation constraint = found.getConstraintDescriptor().getAnnotation();
        String path = found.getPropertyPath().toString().replaceAll("\\.<[a-z ]+>$", "");
        boolean text = found.getInvalidValue() instanceof CharSequence;
        return new Violation(path, rule(constraint, text), message(constraint, text, found.getMessage()));
    }

    private static String rule(Annotation constraint, boolean text) {
        if (constraint instanceof NotNull || constraint instanceof NotBlank || constraint instanceof NotEmpty) {
            return "required";
        }
        if (constraint instanceof Size) {
            return text ? "length" : "size";
        }
        if (constraint instanceof Pattern) {
            return "format";
        }
        String name = constraint.annotationType().getSimpleName();
        return Set.of("Min", "Max", "DecimalMin", "DecimalMax", "Positive", "PositiveOrZero")
                        .contains(name)
                ? "range"
                : CaseFormat.UPPER_CAMEL.to(CaseFormat.LOWER_HYPHEN, name);
    }

    private static String message(Annotation constraint, boolean text, String otherwise) {
        if (constraint instanceof NotNull) {
            return "must be given";
        }
        if (constraint instanceof NotBlank) {
            return "must not be blank";
        }
        if (constraint instanceof NotEmpty) {
            return "must have at least one entry";
        }
        if (constraint instanceof Size size) {
            String what = text ? " characters" : " entries";
            return size.min() == 0
                    ? "must have at most " + size.max() + what
                    : "must have " + size.min() + " to " + size.max() + what;
        }
        if (constraint instanceof Pattern pattern) {
            return "must have the form " + pattern.regexp();
        }
        if (constraint instanceof PositiveOrZero) {
            return "must not be negative";
        }
        if (constraint instanceof Positive) {
            return "must be more than nothing";
        }
        return bound(constraint, otherwise);
    }

    private static String bound(Annotation constraint, String otherwise) {
        if (constraint instanceof Min min) {
            return "must be at least " + min.value();
        }
        if (constraint instanceof Max max) {
            return "must be at most " + max.value();
        }
        if (constraint instanceof DecimalMin min) {
            return "must be at least " + min.value();
        }
        return constraint instanceof DecimalMax max ? "must be at most " + max.value() : otherwise;
    }
}
