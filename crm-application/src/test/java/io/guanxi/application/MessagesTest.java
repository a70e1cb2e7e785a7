package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.ClassPath;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

    @Test
    void everyRuleHasAChineseSentenceWithTheSamePlaceholders() throws IOException {
        assertThat(rules())
                .hasSizeGreaterThan(50)
                .allSatisfy(rule -> assertThat(
                                placeholders(Messages.translated(rule).orElse("none for " + rule.code() + "{9}")))
                        .isEqualTo(placeholders(rule.sentence())));
    }

    @Test
    void refusalsAreToldInTheReadersLanguage() {
        var refused = CustomerRule.ALREADY_OWNED.refused("ann");

        assertThat(Messages.describe(refused, Locale.ENGLISH)).contains("owned by ann");
        assertThat(Messages.describe(refused, CHINESE)).isEqualTo("该客户已由 ann 负责，请改用转移");
        assertThat(Messages.describe(refused, Locale.GERMAN)).contains("owned by ann");
    }

    @Test
    void invalidInputIsToldInTheReadersLanguage() {
        assertThat(translated("must have at most 200 characters")).isEqualTo("最多 200 个字符");
        assertThat(translated("must be one of [A, B], not C")).isEqualTo("必须是以下之一：[A, B]，而不是 C");
        assertThat(translated("must be a date such as 2026-03-01, not x")).endsWith("而不是 x");
        assertThat(translated("is something nobody has translated")).startsWith("is something");
        try {
            new EmailAddress("nobody");
        } catch (CrmException.Invalid invalid) {
            assertThat(Messages.describe(invalid, CHINESE)).isEqualTo("email 必须形如 name@example.com");
        }
    }

    @Test
    void otherReasonsAreToldInTheReadersLanguage() {
        assertThat(Messages.describe(new CrmException.NotFound("customer", 1), CHINESE))
                .startsWith("不存在");
    }

    /** Reads the sources, because a message that is put together from parts cannot be listed otherwise. */
    @Test
    void everyMessageOfTheDomainHasAChineseOne() throws IOException {
        Pattern message = Pattern.compile("\"(must [^\"]+)\"");
        try (Stream<Path> sources = Files.walk(Path.of("../crm-domain/src/main/java"))) {
            List<String> messages = sources.filter(each -> each.toString().endsWith(".java"))
                    .flatMap(each -> message.matcher(read(each)).results().map(found -> found.group(1)))
                    .toList();
            assertThat(messages)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(each -> assertThat(Stream.of("", "1", "1 decimals", "1 and 2")
                                    .map(rest -> translated(each + rest))
                                    .toList())
                            .anyMatch(text -> !text.startsWith("must")));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private static String translated(String message) {
        return Messages.describe(new Violation("field", "rule", message), CHINESE);
    }

    private static List<String> placeholders(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(found -> found.group())
                .sorted()
                .toList();
    }

    private static List<RuleCode> rules() throws IOException {
        return ClassPath.from(RuleCode.class.getClassLoader()).getTopLevelClassesRecursive("io.guanxi.domain").stream()
                .map(ClassPath.ClassInfo::load)
                .filter(each -> each.isEnum() && RuleCode.class.isAssignableFrom(each))
                .flatMap(each -> Stream.of(each.getEnumConstants()))
                .map(RuleCode.class::cast)
                .toList();
    }
}
