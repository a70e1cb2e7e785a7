package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.duplicate.DuplicateFeature;
import io.guanxi.application.duplicate.DuplicatePolicy;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.shadow.ShadowFeature;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.View;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.Decider;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.domain.kernel.UnifiedSocialCreditCode;
import io.guanxi.rest.Routes.Route;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No mapper forgets a field: what is asked for in each request is found in the command. */
class EveryFieldArrivesTest {

    private final Wire wire = new Wire();
    private final Constraints constraints = new Constraints();
    private int next = 10;

    static List<Routes<?, ?>> routes() {
        return CrmRest.BUILT_IN;
    }

    @ParameterizedTest
    @MethodSource("routes")
    <I extends AggregateId, V extends View> void inTheCommand(Routes<I, V> routes) {
        routes.byName().values().forEach(route -> arrives(routes, route));
    }

    private <I extends AggregateId, R> void arrives(Routes<I, ?> routes, Route<I, R> route) {
        JsonNode sample = sample(route.request(), null);
        RequestReader reader = new RequestReader();
        R request = reader.read(route.request(), sample);
        assertThat(reader.violations()).as(sample.toString()).isEmpty();
        assertThat(constraints.check(Objects.requireNonNull(request), List.of()))
                .as(sample.toString())
                .isEmpty();

        UUID id = UUID.randomUUID();
        JsonNode command = wire.tree(route.mapping().apply(routes.identity(id), request));
        assertThat(values(command))
                .as(command.toString())
                .contains(id.toString())
                .containsAll(values(sample));
    }

    /** Texts and numbers, without the names of kinds. */
    private static Set<String> values(JsonNode node) {
        Set<String> values = new HashSet<>();
        if (node.isValueNode()) {
            values.add(
                    node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asText());
        }
        node.forEach(each -> values.addAll(values(each)));
        return values;
    }

    private JsonNode sample(Class<?> type, @org.jspecify.annotations.Nullable String kind) {
        ObjectNode node = wire.object();
        if (kind != null) {
            node.put("kind", kind);
        }
        for (RecordComponent component : type.getRecordComponents()) {
            node.set(component.getName(), sample(component.getAnnotatedType()));
        }
        return node;
    }

    private JsonNode sample(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType map
                && map.getType() instanceof ParameterizedType type
                && type.getRawType() == Map.class) {
            Class<?> value = (Class<?>) type.getActualTypeArguments()[1];
            return value.isEnum()
                    ? wire.object().put("industry", value.getEnumConstants()[0].toString())
                    : wire.object().put("en", "text" + ++next);
        }
        if (annotated instanceof AnnotatedParameterizedType list) {
            Class<?> element = (Class<?>) list.getAnnotatedActualTypeArguments()[0].getType();
            ArrayNode array = wire.object().putArray("list");
            Stream<Class<?>> kinds =
                    element.isSealed() ? Stream.of(element.getPermittedSubclasses()) : Stream.of(element);
            kinds.forEach(each -> array.add(
                    element.isSealed()
                            ? sample(each, Json.kindOf(each))
                            : sample(list.getAnnotatedActualTypeArguments()[0])));
            return array;
        }
        Class<?> type = (Class<?>) annotated.getType();
        next++;
        if (annotated.isAnnotationPresent(Pattern.class)) {
            return wire.tree("CN");
        }
        if (annotated.isAnnotationPresent(Min.class)) {
            return wire.tree(annotated.getAnnotation(Min.class).value() + next);
        }
        if (type.isEnum()) { // first, for an enum whose constants have bodies is sealed
            return wire.tree(type.getEnumConstants()[type.getEnumConstants().length - 1]);
        }
        if (type.isSealed()) {
            Class<?> first = type.getPermittedSubclasses()[0];
            return sample(first, Json.kindOf(first));
        }
        return value(type);
    }

    private JsonNode value(Class<?> type) {
        if (AggregateId.class.isAssignableFrom(type)) {
            return wire.tree(UUID.randomUUID());
        }
        if (type == String.class) {
            return wire.tree("text" + next);
        }
        if (type == Boolean.class) {
            return wire.tree(true);
        }
        if (type == BigDecimal.class) {
            return wire.tree(BigDecimal.valueOf(next));
        }
        if (type == LocalDate.class) {
            return wire.tree(LocalDate.of(2026, 1, 1).plusDays(next));
        }
        if (type == Instant.class) {
            return wire.tree(Instant.EPOCH.plusSeconds(next));
        }
        if (type == Money.class) {
            return wire.tree(Money.parse("EUR " + next + ".5"));
        }
        if (type == EmailAddress.class) {
            return wire.tree("mail" + next + "@acme.test");
        }
        if (type == PhoneNumber.class) {
            return wire.tree("+86138123412" + next);
        }
        return type == UnifiedSocialCreditCode.class ? wire.tree("91350100M000100Y43") : sample(type, null);
    }

    /** Those that take commands. */
    static List<Routes<?, ?>> commanding() {
        return CrmRest.BUILT_IN.stream()
                .filter(each -> !each.commands().isEmpty())
                .toList();
    }

    @Test
    void everyViewHasATable() {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .feature(new DuplicateFeature(DuplicatePolicy.STANDARD))
                .feature(new ShadowFeature())
                .build()) {
            Set<Object> shown = new HashSet<>();
            routes().forEach(each -> shown.add(each.view()));
            assertThat(shown).isEqualTo(CrmRest.viewTypes(crm).collect(Collectors.toSet()));
        }
    }

    @ParameterizedTest
    @MethodSource("commanding")
    void everyCommandOfTheDeciderHasARouteOrIsInternal(Routes<?, ?> routes) {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .feature(new DuplicateFeature(DuplicatePolicy.STANDARD))
                .feature(new ShadowFeature())
                .build()) {
            Set<Class<?>> known = new HashSet<>(routes.internal());
            known.addAll(routes.commands());
            List<Class<?>> commands = new ArrayList<>();
            crm.features().stream()
                    .filter(each -> each.views().contains(routes.view()))
                    .flatMap(each -> each.decider().map(Decider::commands).stream())
                    .forEach(commands::addAll);
            assertThat(commands).isNotEmpty();
            assertThat(known).containsExactlyInAnyOrderElementsOf(commands);
        }
    }
}
