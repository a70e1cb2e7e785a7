package io.guanxi.application.quality;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.check.PhoneReader;
import io.guanxi.application.check.ValueCheck;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Attribute;
import io.guanxi.application.view.ViewType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which values of a customer are checked, and how. What was valid when it was stored may not be so by a newer plan of numbers, or by a
 * stricter check. What is masked for the reader is not judged.
 *
 * @param checks by attribute
 */
public record Validity(Map<Attribute<CustomerView, ?>, ValueCheck> checks) {

    /** Telephone numbers that their country assigns, addresses of e-mail, credit codes. */
    public static final Validity STANDARD = new Validity(Map.of(
            CustomerView.PHONES, ValueCheck.phone(PhoneReader.international()),
            CustomerView.EMAILS, ValueCheck.email(),
            CustomerView.USCC, ValueCheck.uscc()));

    public Validity {
        checks = ImmutableMap.copyOf(checks);
    }

    /** How many of the values are valid; in which fields they are not. */
    public Part of(CustomerView view) {
        Map<String, String> wrong = wrong(view);
        long values = checks.keySet().stream()
                .mapToLong(each -> values(each, view).size())
                .sum();
        long invalid = checks.entrySet().stream()
                .mapToLong(each -> values(each.getKey(), view).stream()
                        .filter(value -> !each.getValue().check(value).valid())
                        .count())
                .sum();
        return Part.of(values - invalid, values, List.copyOf(wrong.keySet()));
    }

    /** What is wrong in each field, without the value itself. */
    Map<String, String> wrong(CustomerView view) {
        Map<String, String> wrong = new TreeMap<>();
        checks.forEach((attribute, check) -> values(attribute, view).stream()
                .map(check::check)
                .filter(each -> !each.valid())
                .forEach(each -> wrong.put(ViewType.jsonName(attribute), String.valueOf(each.reason()))));
        return wrong;
    }

    /** The values that are wrong. */
    List<String> invalid(CustomerView view) {
        List<String> invalid = new ArrayList<>();
        checks.forEach((attribute, check) -> values(attribute, view).stream()
                .filter(each -> !check.check(each).valid())
                .forEach(invalid::add));
        return ImmutableList.sortedCopyOf(invalid);
    }

    private static Collection<String> values(Attribute<CustomerView, ?> attribute, CustomerView view) {
        Object value = attribute.valueOf(view);
        if (value == null) {
            return List.of();
        }
        Collection<?> values = value instanceof Set<?> several ? several : List.of(value);
        return values.stream()
                .map(String::valueOf)
                .filter(each -> !each.contains("**"))
                .toList();
    }
}
