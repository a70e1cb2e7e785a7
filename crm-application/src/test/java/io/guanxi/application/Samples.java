package io.guanxi.application;

import com.google.common.base.CaseFormat;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.intake.GivenRow;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.PostalAddress;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.domain.link.ForeignId;
import io.guanxi.domain.schema.Choice;
import io.guanxi.domain.schema.FieldDefinition;
import io.guanxi.domain.schema.FieldDetails;
import io.guanxi.domain.schema.FieldShape;
import io.guanxi.domain.schema.FieldType;
import io.guanxi.domain.schema.FieldValue;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.Lookup;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** One example of each event, always the same, with nothing left out. */
final class Samples {

    /** What cannot be made up by type alone. */
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(Instant.class, Instant.parse("2026-03-02T12:00:00.123456Z")),
            Map.entry(LocalDate.class, LocalDate.of(2026, 3, 2)),
            Map.entry(Duration.class, Duration.ofMinutes(90)),
            Map.entry(BigDecimal.class, new BigDecimal("1.5")),
            Map.entry(Money.class, Money.parse("EUR 12.50")),
            Map.entry(int.class, 3),
            Map.entry(long.class, 4L),
            Map.entry(Long.class, 4L),
            Map.entry(boolean.class, true),
            Map.entry(EmailAddress.class, new EmailAddress("info@acme.test")),
            Map.entry(PhoneNumber.class, new PhoneNumber("+8613812341234")),
            Map.entry(PostalAddress.class, new PostalAddress("五四路 1 号", "鼓楼区", "福州市", "福建省", "350001", "CN")),
            Map.entry(UnifiedSocialCreditCode.class, new UnifiedSocialCreditCode("91350100M000100Y43")),
            Map.entry(Choice.class, new Choice("north", Map.of("zh-CN", "华北"), true)),
            Map.entry(FieldDetails.class, details()),
            Map.entry(
                    FieldDefinition.class,
                    new FieldDefinition(
                            "region",
                            new FieldShape(FieldType.CHOICE, Lookup.INDEX, true, null),
                            details(),
                            List.of("text1"),
                            true)),
            Map.entry(FieldsSet.class, fieldsSet()),
            Map.entry(ForeignId.class, new ForeignId("erp", "4711")),
            Map.entry(
                    GivenRow.class,
                    new GivenRow("leads", "legacy", "4711", "bob", List.of(new GivenRow.Cell("Name", " Li Lei ")))),
            Map.entry(FieldValue.class, new FieldValue(FieldType.CHOICE, List.of("text1"), "north")),
            Map.entry(
                    CustomerEvent.ContactPointRemoved.class,
                    new CustomerEvent.ContactPointRemoved(
                            new CustomerId(uuid("CustomerId")),
                            new ContactPoint.Phone(new PhoneNumber("+8613812341234")))),
            Map.entry(
                    CustomerEvent.PrimaryChanged.class,
                    new CustomerEvent.PrimaryChanged(
                            new CustomerId(uuid("CustomerId")),
                            new ContactPoint.Postal(
                                    new PostalAddress("五四路 1 号", "鼓楼区", "福州市", "福建省", "350001", "CN")))));

    private Samples() {}

    private static FieldDetails details() {
        return new FieldDetails(
                Map.of("en", "Region", "zh-CN", "大区"),
                true,
                Set.of("proposal"),
                new BigDecimal("1.5"),
                new BigDecimal("99"),
                20,
                "[a-z]+",
                List.of(new Choice("north", Map.of("zh-CN", "华北"), true)),
                "north",
                "custom.seats * 2.0",
                Set.of("sales"),
                Set.of("lead"));
    }

    /** A value of each type. */
    private static FieldsSet fieldsSet() {
        return new FieldsSet(
                new FieldsSet.Subject(uuid("Subject")),
                "customer",
                7,
                Map.of(
                        "seats",
                        new FieldValue(FieldType.NUMBER, List.of("number3"), new BigDecimal("12.5")),
                        "budget",
                        new FieldValue(FieldType.MONEY, List.of("number1", "text4"), Money.parse("EUR 12.50")),
                        "renewed",
                        new FieldValue(FieldType.DATE, List.of("date1"), LocalDate.of(2026, 3, 2)),
                        "seen",
                        new FieldValue(FieldType.INSTANT, List.of("instant1"), Instant.parse("2026-03-02T12:00:00Z")),
                        "gold",
                        new FieldValue(FieldType.FLAG, List.of("flag1"), true),
                        "region",
                        new FieldValue(FieldType.CHOICE, List.of("text1"), "north"),
                        "channels",
                        new FieldValue(FieldType.CHOICES, List.of("text5"), List.of("mail", "shop")),
                        "partner",
                        new FieldValue(FieldType.REFERENCE, List.of(), uuid("partner"))),
                Map.of("nickname", new FieldValue(FieldType.TEXT, List.of("text6"), "Lei")),
                Set.of("fax"),
                true);
    }

    static <E extends DomainEvent> E of(Class<E> event) {
        return event.cast(sample(event, event, "event"));
    }

    private static Object sample(Type generic, Class<?> type, String name) {
        Object known = VALUES.get(type);
        if (known != null) {
            return known;
        }
        if (type == String.class) {
            return CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_HYPHEN, name);
        }
        if (type == Integer.class) {
            return name.endsWith("Year") ? 1999 : 3;
        }
        if (type == UUID.class) {
            return uuid(name);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == List.class) {
            return List.of(argument(generic, 0, name));
        }
        if (type == Set.class) {
            return Set.of(argument(generic, 0, name));
        }
        if (type == Map.class) {
            return Map.of("en", argument(generic, 1, name));
        }
        return type.isSealed() ? sampleOf(type.getPermittedSubclasses()[0]) : sampleOf(type);
    }

    private static Object argument(Type generic, int index, String name) {
        Type argument = ((ParameterizedType) generic).getActualTypeArguments()[index];
        return sample(argument, (Class<?>) argument, name);
    }

    private static Object sampleOf(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] arguments = Arrays.stream(components)
                    .map(each -> sample(
                            each.getGenericType(),
                            each.getType(),
                            components.length == 1 ? type.getSimpleName() : each.getName()))
                    .toArray();
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("No example of " + type.getName(), impossible);
        }
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
