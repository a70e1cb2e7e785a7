package io.guanxi.application.internal.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.application.Crm;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Meta;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.ToldOfAnother;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private static final Path GOLDENS = Path.of("src", "test", "resources", "stored-events");
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final Json json = new Json();
    private final Keys keys = InMemoryStorage.create().keys();
    private final EventNames names = new EventNames(features());
    private final Secrets secrets = new Secrets(names, json, keys);

    private static List<Feature> features() {
        try (Crm crm = Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            return crm.features();
        }
    }

    private static StoredEvent row(String name, String payload) {
        return row(new UUID(0, 7), 1, name, payload);
    }

    private static StoredEvent row(UUID subject, long sequence, String name, String payload) {
        Meta meta = new Meta(
                TenantId.MAIN, sequence, NOW, NOW, "ann", new UUID(1, 1), "any.thing", 1, new UUID(1, 1), null);
        return new StoredEvent(0, "any", subject, name, 1, payload, meta);
    }

    private DomainEvent read(StoredEvent row) {
        Class<? extends DomainEvent> type = requireNonNull(names.of(row)).event();
        return secrets.opened(List.of(row)).read(type, row);
    }

    /** What is personal in an event once written stands in the golden as a text, or in a value of its own. */
    @Test
    void everyEventIsSealedAndOpenedAndErased() throws IOException {
        List<String> personal = new ArrayList<>();
        for (EventNames.Entry event : names.all().values()) {
            JsonNode golden = json.mapper().readTree(Files.readString(GOLDENS.resolve(event.name() + ".json")));
            StoredEvent plain = row(
                    UUID.randomUUID(), 1, event.name(), golden.get("payload").toString());
            StoredEvent sealed = secrets.sealed(List.of(plain)).get(0);
            assertThat(read(sealed)).as(event.name()).isEqualTo(read(plain));
            boolean isPersonal = !sealed.payload().equals(plain.payload());
            if (isPersonal) {
                personal.add(event.name());
            }
            UUID subject =
                    read(plain) instanceof ToldOfAnother told ? told.other().value() : plain.aggregate();
            keys.destroy(new Erasure(TenantId.MAIN, subject, NOW, "ann", "request 4711"));
            DomainEvent erased = read(sealed);
            assertThat(erased.equals(read(plain))).as(event.name()).isEqualTo(!isPersonal);
            StoredEvent wiped = secrets.wiped(plain).orElse(plain);
            assertThat(read(wiped)).as("wiped %s", event.name()).isEqualTo(erased);
            StoredEvent again = row(UUID.randomUUID(), 1, event.name(), json.write(erased));
            assertThat(read(secrets.sealed(List.of(again)).get(0)))
                    .as(event.name())
                    .isEqualTo(erased);
        }
        assertThat(personal)
                .contains("customer.registered", "customer.contact-point-added", "opportunity.opened", "ticket.opened")
                .doesNotContain("customer.tagged", "product.listed", "guanxi.erased")
                .hasSizeGreaterThan(20);
    }

    @Test
    void onlyWhatIsMarkedIsSealed() {
        StoredEvent plain = row(
                "customer.registered",
                "{\"customerId\":\"" + new UUID(0, 7)
                        + "\",\"kind\":\"PERSON\",\"details\":{\"name\":\"Zhu Xi\",\"industry\":\"philosophy\","
                        + "\"annualRevenue\":{\"amount\":12.50,\"currency\":\"EUR\"}}}");
        assertThat(secrets.sealed(List.of(plain)).get(0).payload())
                .doesNotContain("Zhu Xi")
                .contains("\"PERSON\"", "philosophy", "12.50")
                .containsOnlyOnce("$enc");
    }

    @Test
    void whatIsSealedCanBeReadAtItsPlaceOnly() {
        StoredEvent first = row(
                new UUID(0, 7), 1, "person.renamed", "{\"personId\":\"" + new UUID(0, 7) + "\",\"name\":\"Zhu Xi\"}");
        StoredEvent second = row(new UUID(0, 7), 2, "person.renamed", first.payload());
        List<StoredEvent> sealed = secrets.sealed(List.of(first, second));
        assertThat(sealed.get(0).payload()).isNotEqualTo(sealed.get(1).payload());
        StoredEvent moved =
                row(new UUID(0, 7), 2, "person.renamed", sealed.get(0).payload());
        assertThatThrownBy(() -> read(moved))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not sealed there");
    }

    private record Alias(String value) {}

    record Strict(String value) {
        Strict {
            if (!value.startsWith("x")) {
                throw new IllegalArgumentException("must start with x");
            }
        }
    }

    private record Owned(@Personal String name, String kind) {}

    private record Everything(
            @Personal Alias alias,
            @Personal @Nullable Money worth,
            @Personal List<String> hobbies,
            @Personal Map<String, String> notes,
            List<Owned> owned,
            Map<String, Owned> byName,
            @Personal Unmarked unmarked,
            String free) {}

    private record Unmarked(String left, @Nullable Integer right) {}

    private record Impossible(@Personal Strict strict) {}

    @Test
    void whatStandsThereAfterwardsFitsTheType() {
        Marks marks = Marks.of(Everything.class, json.mapper());
        assertThat(marks).isInstanceOfSatisfying(Marks.Components.class, components -> {
            assertThat(components.byName())
                    .containsOnlyKeys("alias", "worth", "hobbies", "notes", "owned", "byName", "unmarked");
            assertThat(components.byName().toString())
                    .contains("alias=Whole[erased=\"[erased]\", kind=TEXT]")
                    .contains("worth=Whole[erased=null, kind=TEXT]")
                    .contains("hobbies=Whole[erased=[], kind=TEXT]")
                    .contains("notes=Whole[erased={}, kind=TEXT]")
                    .contains("unmarked=Components[byName={left=Whole[erased=\"[erased]\", kind=TEXT],"
                            + " right=Whole[erased=null, kind=TEXT]}]");
        });
        JsonNode any = json.mapper().createObjectNode();
        assertThat(marks.component("owned", any).element().component("name", any))
                .isInstanceOf(Marks.Whole.class);
        assertThat(marks.component("owned", any).element().component("kind", any))
                .isEqualTo(Marks.Components.NONE);
        assertThat(marks.component("byName", any).component("anybody", any).component("name", any))
                .isInstanceOf(Marks.Whole.class);
        assertThatThrownBy(() -> Marks.of(Impossible.class, json.mapper()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ERASED");
    }
}
