package io.guanxi.domain.notation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.domain.kernel.CrmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;

/** Signs and names of currencies, in capitals, and the codes (ISO 4217) that each may mean, the likeliest first. */
final class Currencies {

    private static final ImmutableMap<String, List<String>> NAMES = ImmutableMap.<String, List<String>>builder()
            .put("$", List.of("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN", "ARS", "CLP", "COP"))
            .put("DOLLARS", List.of("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"))
            .put("DOLLAR", List.of("USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"))
            .put("US$", List.of("USD"))
            .put("A$", List.of("AUD"))
            .put("AU$", List.of("AUD"))
            .put("C$", List.of("CAD"))
            .put("CA$", List.of("CAD"))
            .put("HK$", List.of("HKD"))
            .put("NT$", List.of("TWD"))
            .put("NZ$", List.of("NZD"))
            .put("S$", List.of("SGD"))
            .put("R$", List.of("BRL"))
            .put("MX$", List.of("MXN"))
            .put("\u00a5", List.of("CNY", "JPY"))
            .put("CN\u00a5", List.of("CNY"))
            .put("JP\u00a5", List.of("JPY"))
            .put("RMB", List.of("CNY"))
            .put("CNH", List.of("CNY"))
            .put("YUAN", List.of("CNY"))
            .put("人民币", List.of("CNY"))
            .put("人民币元", List.of("CNY"))
            .put("元", List.of("CNY", "TWD", "HKD", "MOP"))
            .put("圆", List.of("CNY"))
            .put("块", List.of("CNY"))
            .put("块钱", List.of("CNY"))
            .put("元整", List.of("CNY"))
            .put("美元", List.of("USD"))
            .put("美金", List.of("USD"))
            .put("港元", List.of("HKD"))
            .put("港币", List.of("HKD"))
            .put("澳门元", List.of("MOP"))
            .put("新台币", List.of("TWD"))
            .put("台币", List.of("TWD"))
            .put("欧元", List.of("EUR"))
            .put("英镑", List.of("GBP"))
            .put("日元", List.of("JPY"))
            .put("日圆", List.of("JPY"))
            .put("円", List.of("JPY"))
            .put("韩元", List.of("KRW"))
            .put("澳元", List.of("AUD"))
            .put("加元", List.of("CAD"))
            .put("新加坡元", List.of("SGD"))
            .put("瑞士法郎", List.of("CHF"))
            .put("卢布", List.of("RUB"))
            .put("€", List.of("EUR"))
            .put("EURO", List.of("EUR"))
            .put("EUROS", List.of("EUR"))
            .put("£", List.of("GBP"))
            .put("₹", List.of("INR"))
            .put("RS.", List.of("INR", "PKR", "LKR"))
            .put("RS", List.of("INR", "PKR", "LKR"))
            .put("₩", List.of("KRW"))
            .put("₽", List.of("RUB"))
            .put("₺", List.of("TRY"))
            .put("₫", List.of("VND"))
            .put("₦", List.of("NGN"))
            .put("₱", List.of("PHP"))
            .put("₴", List.of("UAH"))
            .put("฿", List.of("THB"))
            .put("₪", List.of("ILS"))
            .put("ZŁ", List.of("PLN"))
            .put("KČ", List.of("CZK"))
            .put("FT", List.of("HUF"))
            .put("KR", List.of("SEK", "NOK", "DKK", "ISK"))
            .put("KR.", List.of("DKK", "SEK", "NOK", "ISK"))
            .put("FR.", List.of("CHF"))
            .put("SFR.", List.of("CHF"))
            .buildOrThrow();

    private static final List<String> LONGEST_FIRST = ImmutableList.sortedCopyOf(
            Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()), NAMES.keySet());

    private Currencies() {}

    static boolean understands(String text) {
        return tokens(text.strip().toUpperCase(Locale.ROOT)).isPresent();
    }

    /**
     * What all that is written can mean: the assumed currency if it is among it.
     *
     * @throws CrmException.Invalid if there is something else, or nothing that suits all
     */
    static CurrencyUnit of(String left, String right, CurrencyUnit assumed) {
        List<List<String>> written = new ArrayList<>();
        written.addAll(tokens(left).orElseThrow(() -> unknown(left)));
        written.addAll(tokens(right).orElseThrow(() -> unknown(right)));
        if (written.isEmpty()) {
            return assumed;
        }
        List<String> fitting = new ArrayList<>(written.get(0));
        written.forEach(fitting::retainAll);
        if (fitting.isEmpty()) {
            throw new CrmException.Invalid("money", "currency", "must not be of two currencies");
        }
        return fitting.contains(assumed.getCode()) ? assumed : CurrencyUnit.of(fitting.get(0));
    }

    private static Optional<List<List<String>>> tokens(String text) {
        List<List<String>> found = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            String beginning = rest;
            Optional<String> name =
                    LONGEST_FIRST.stream().filter(beginning::startsWith).findFirst();
            String code = rest.length() < 3 ? "" : rest.substring(0, 3);
            if (name.isPresent() && (name.get().length() >= 3 || !isCode(code))) {
                found.add(NAMES.getOrDefault(name.get(), List.of()));
                rest = rest.substring(name.get().length()).strip();
            } else if (isCode(code)) {
                found.add(List.of(code));
                rest = rest.substring(3).strip();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }

    private static boolean isCode(String code) {
        try {
            return code.matches("[A-Z]{3}") && CurrencyUnit.of(code) != null;
        } catch (IllegalCurrencyException unknown) {
            return false;
        }
    }

    private static CrmException.Invalid unknown(String text) {
        return new CrmException.Invalid("money", "currency", "must name a known currency, not " + text);
    }
}
