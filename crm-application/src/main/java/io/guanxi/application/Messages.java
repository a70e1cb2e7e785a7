package io.guanxi.application;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Why a wish was not fulfilled, in the reader's language: English or Simplified Chinese. English stands in the rules themselves
 * and is what every other language falls back to; the machine's default locale is never asked.
 *
 * <p>A third party's rules are translated by a file beside their enum: {@code ContractRule_zh_CN.properties} in UTF-8, with the
 * constants' names as keys.
 */
public final class Messages {

    private static final Properties CHINESE = load(Messages.class, "messages_zh_CN.properties");
    private static final List<Template> TEMPLATES =
            load(Messages.class, "violations_zh_CN.properties").entrySet().stream()
                    .map(Template::of)
                    .sorted(Comparator.comparing(
                                    (Template each) -> each.english().length())
                            .reversed())
                    .toList();

    private Messages() {}

    /** The whole reason as a sentence. */
    public static String describe(CrmException reason, Locale locale) {
        if (reason instanceof CrmException.Refused refused) {
            return describe(refused.rule(), refused.details(), locale);
        }
        if (reason instanceof CrmException.Invalid invalid) {
            return invalid.violations().stream()
                    .map(each -> (each.field() + " " + describe(each, locale)).strip())
                    .collect(Collectors.joining("; "));
        }
        String english = Objects.requireNonNullElse(reason.getMessage(), reason.code());
        return chinese(locale) ? CHINESE.getProperty(reason.code(), english) : english;
    }

    /** A business rule's sentence with its details filled in. */
    public static String describe(RuleCode rule, List<?> details, Locale locale) {
        String sentence = chinese(locale) ? translated(rule).orElse(rule.sentence()) : rule.sentence();
        return new MessageFormat(sentence, Locale.ROOT).format(details.toArray());
    }

    /** What is wrong with an input, without its field's name. */
    public static String describe(Violation violation, Locale locale) {
        return chinese(locale) ? translated(violation.message()) : violation.message();
    }

    private static String translated(String message) {
        return TEMPLATES.stream()
                .flatMap(each -> each.translate(message).stream())
                .findFirst()
                .orElse(message);
    }

    /** The rule's sentence in Simplified Chinese, its placeholders unfilled; empty if nobody has translated it. */
    static Optional<String> translated(RuleCode rule) {
        String known = CHINESE.getProperty(rule.code());
        if (known != null || !(rule instanceof Enum<?> constant)) {
            return Optional.ofNullable(known);
        }
        Class<?> rules = constant.getDeclaringClass();
        return Optional.ofNullable(
                load(rules, rules.getSimpleName() + "_zh_CN.properties").getProperty(rule.name()));
    }

    private static boolean chinese(Locale locale) {
        return locale.getLanguage().equals("zh");
    }

    private static Properties load(Class<?> beside, String file) {
        Properties properties = new Properties();
        try (InputStream bytes = beside.getResourceAsStream(file)) {
            if (bytes != null) {
                properties.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            }
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * A violation's message in both languages, so that the domain needs to speak only one.
     *
     * @param english with {@code {0}}, {@code {1}}… for what changes; in the file, {@code _} stands for each space
     */
    private record Template(String english, Pattern pattern, String chinese) {

        private static Template of(Map.Entry<Object, Object> entry) {
            String english = entry.getKey().toString().replace('_', ' ');
            String pattern = Pattern.compile("\\{\\d}")
                    .splitAsStream(english)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("(.*)"));
            String open = english.endsWith("}") ? "(.*)" : "";
            return new Template(
                    english,
                    Pattern.compile(pattern + open, Pattern.DOTALL),
                    entry.getValue().toString());
        }

        private Optional<String> translate(String message) {
            Matcher matcher = pattern.matcher(message);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Object[] arguments = new Object[matcher.groupCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = translated(matcher.group(i + 1));
            }
            return Optional.of(new MessageFormat(chinese, Locale.ROOT).format(arguments));
        }
    }
}
