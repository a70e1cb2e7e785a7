package io.guanxi.application.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Sets;
import io.guanxi.application.Erasure;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Seal;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.Masks;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.kernel.ToldOfAnother;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Personal fields on their way into the log and out of it. In the log each stands as {@code {"$enc": "…"}}, sealed with the key
 * of its aggregate, or of the one that is told of, and bound to its place: tenant, aggregate, sequence and field. Where the key has been destroyed, the erased
 * value of its type is read. Keys are asked for by whoever reads and are remembered by nobody, so that no node goes on with one
 * that another has destroyed.
 */
final class Secrets {

    private static final String SEALED = "$enc";
    private static final String SIGN = '"' + SEALED + '"';

    private final EventNames names;
    private final Json json;
    private final @Nullable Keys keys;
    private final Map<Class<?>, Marks> marks = new ConcurrentHashMap<>();

    /** @param keys null if nothing is sealed */
    Secrets(EventNames names, Json json, @Nullable Keys keys) {
        this.names = names;
        this.json = json;
        this.keys = keys;
        if (keys != null) {
            names.readable().forEach(each -> marks(each.type()));
        }
    }

    private Marks marks(Class<?> type) {
        return marks.computeIfAbsent(type, each -> Marks.of(each, json.mapper()));
    }

    private Marks marks(StoredEvent row) {
        EventNames.Entry entry = names.of(row);
        return entry == null ? Marks.Components.NONE : marks(entry.type());
    }

    private boolean isPersonal(StoredEvent row) {
        return !marks(row).equals(Marks.Components.NONE);
    }

    private static boolean isSealed(StoredEvent row) {
        return row.payload().contains(SIGN);
    }

    /** Whose personal data it tells. */
    Aggregate.Key subject(StoredEvent row) {
        EventNames.Entry entry = names.of(row);
        UUID subject = entry != null && ToldOfAnother.class.isAssignableFrom(entry.type())
                ? UUID.fromString(tree(row).path(ToldOfAnother.COMPONENT).asText())
                : row.aggregate();
        return new Aggregate.Key(row.meta().tenant(), subject);
    }

    private static String place(StoredEvent row) {
        return row.meta().tenant().value()
                + '/'
                + row.aggregate()
                + '/'
                + row.meta().sequence();
    }

    // ---- into the log
    // -------------------------------------------------------------------------------------------------------

    /** The rows as they are to be stored. Those who have no key yet get one, all at once. */
    List<StoredEvent> sealed(List<StoredEvent> rows) {
        if (keys == null || rows.stream().noneMatch(this::isPersonal)) {
            return rows;
        }
        Map<Aggregate.Key, byte[]> found = keysOf(rows, keys);
        return rows.stream()
                .map(row -> isPersonal(row) ? sealed(row, key(found, row)) : row)
                .toList();
    }

    private Map<Aggregate.Key, byte[]> keysOf(List<StoredEvent> rows, Keys from) {
        Map<TenantId, Set<UUID>> wanted = new LinkedHashMap<>();
        Set<Aggregate.Key> born = new LinkedHashSet<>();
        for (StoredEvent row : rows) {
            if (row.meta().sequence() == 1) {
                born.add(new Aggregate.Key(row.meta().tenant(), row.aggregate()));
            }
            if (isPersonal(row)) {
                wanted.computeIfAbsent(row.meta().tenant(), any -> new LinkedHashSet<>())
                        .add(subject(row).id());
            }
        }
        Map<Aggregate.Key, byte[]> result = new HashMap<>();
        wanted.forEach((tenant, subjects) -> {
            Set<UUID> older = new LinkedHashSet<>(subjects);
            older.removeIf(each -> born.contains(new Aggregate.Key(tenant, each)));
            Map<UUID, byte[]> known = older.isEmpty() ? Map.of() : from.find(tenant, older);
            Map<UUID, byte[]> fresh = new TreeMap<>();
            Sets.difference(subjects, known.keySet()).forEach(each -> fresh.put(each, Seal.newKey()));
            known.forEach((subject, key) -> result.put(new Aggregate.Key(tenant, subject), key));
            if (!fresh.isEmpty()) {
                from.create(tenant, fresh)
                        .forEach((subject, key) -> result.put(new Aggregate.Key(tenant, subject), key));
            }
        });
        return result;
    }

    /** The state of an aggregate as it is to be stored: sealed as a whole, if anything of it is. */
    String sealedState(Aggregate.Key subject, String state) {
        byte[] key = keyOfState(subject);
        return key == null
                ? state
                : json.write(json.mapper()
                        .createObjectNode()
                        .put(SEALED, Seal.close(key, state.getBytes(UTF_8), placeOfState(subject))));
    }

    /** Empty if it cannot be read any more. */
    Optional<String> openedState(Aggregate.Key subject, String stored) {
        JsonNode node = json.read(JsonNode.class, stored);
        if (!isSealed(node)) {
            return Optional.of(stored);
        }
        byte[] key = keyOfState(subject);
        try {
            return key == null
                    ? Optional.empty()
                    : Optional.of(
                            new String(Seal.open(key, node.get(SEALED).binaryValue(), placeOfState(subject)), UTF_8));
        } catch (IOException | IllegalStateException broken) {
            return Optional.empty();
        }
    }

    private byte @Nullable [] keyOfState(Aggregate.Key subject) {
        return keys == null
                ? null
                : keys.find(subject.tenant(), List.of(subject.id())).get(subject.id());
    }

    private static String placeOfState(Aggregate.Key subject) {
        return subject.tenant().value() + '/' + subject.id() + "/state";
    }

    private byte[] key(Map<Aggregate.Key, byte[]> keys, StoredEvent row) {
        byte[] key = keys.get(subject(row));
        if (key == null) {
            throw new IllegalStateException("There is no key for " + row.aggregate());
        }
        return key;
    }

    private StoredEvent sealed(StoredEvent row, byte[] key) {
        String place = place(row);
        return changed(row, (path, value) -> Seal.close(key, bytes(value), place + path));
    }

    /** The row with nothing personal left, if it was stored without being sealed; empty if there is nothing in it to remove. */
    Optional<StoredEvent> wiped(StoredEvent row) {
        StoredEvent wiped = isPersonal(row) ? changed(row, (path, value) -> new byte[0]) : row;
        return wiped.payload().equals(row.payload()) ? Optional.empty() : Optional.of(wiped);
    }

    @FunctionalInterface
    private interface Closing {
        byte[] close(String path, JsonNode value);
    }

    private StoredEvent changed(StoredEvent row, Closing closing) {
        JsonNode changed = changed(
                tree(row),
                marks(row),
                "",
                (path, value, mark) -> mark instanceof Marks.Whole && !value.isNull() && !isSealed(value)
                        ? json.mapper().createObjectNode().put(SEALED, closing.close(path, value))
                        : null);
        return row.withPayload(json.write(changed));
    }

    private static boolean isSealed(JsonNode value) {
        return value.isObject() && value.size() == 1 && value.has(SEALED);
    }

    // ---- out of it
    // ----------------------------------------------------------------------------------------------------------

    /** What is needed to read these rows. */
    Opened opened(Collection<StoredEvent> rows) {
        Map<TenantId, Set<UUID>> wanted = new LinkedHashMap<>();
        for (StoredEvent row : rows) {
            if (isSealed(row)) {
                wanted.computeIfAbsent(row.meta().tenant(), any -> new LinkedHashSet<>())
                        .add(subject(row).id());
            }
        }
        Map<Aggregate.Key, byte[]> found = new HashMap<>();
        wanted.forEach((tenant, subjects) ->
                find(tenant, subjects).forEach((subject, key) -> found.put(new Aggregate.Key(tenant, subject), key)));
        return new Opened(found);
    }

    private Map<UUID, byte[]> find(TenantId tenant, Set<UUID> subjects) {
        if (keys == null) {
            throw notErasable();
        }
        Map<UUID, byte[]> found = keys.find(tenant, subjects);
        Set<UUID> missing = Sets.difference(subjects, found.keySet());
        if (!missing.isEmpty()) {
            Map<UUID, Erasure> erased = keys.erased(tenant, missing);
            for (UUID each : missing) {
                if (!erased.containsKey(each)) {
                    throw new IllegalStateException(
                            "The key of " + each + " is lost: it is not there, and no erasure accounts for that");
                }
            }
        }
        return found;
    }

    static IllegalStateException notErasable() {
        return new IllegalStateException(
                "This log holds sealed personal data: build the CRM with erasable(), as it was when they were written");
    }

    /** The keys of some rows. */
    final class Opened {

        private final Map<Aggregate.Key, byte[]> found;

        private Opened(Map<Aggregate.Key, byte[]> found) {
            this.found = found;
        }

        <T> T read(Class<T> type, StoredEvent row) {
            return isSealed(row) ? value(type, opened(row, marks(type))) : json.read(type, row.payload());
        }

        /** What nobody here knows the type of, as JSON. */
        String read(StoredEvent row) {
            return isSealed(row) ? json.write(opened(row, Marks.Components.NONE)) : row.payload();
        }

        /** The same row, with nothing sealed in it any more. */
        StoredEvent open(@Nullable Class<?> type, StoredEvent row) {
            return isSealed(row)
                    ? row.withPayload(json.write(opened(row, type == null ? Marks.Components.NONE : marks(type))))
                    : row;
        }

        private JsonNode opened(StoredEvent row, Marks marks) {
            byte[] key = found.get(subject(row));
            String place = place(row);
            return changed(tree(row), marks, "", (path, value, mark) -> {
                if (!isSealed(value)) {
                    return null;
                }
                return key == null ? erased(mark) : Secrets.this.opened(key, value, place + path);
            });
        }
    }

    /** The event with nothing in it that tells of a person, sealed or not. */
    <T> T masked(Class<T> type, StoredEvent row) {
        return masked(type, tree(row));
    }

    /** The same of what was read from a row. */
    <T> T masked(Class<T> type, T event) {
        return masked(type, json.mapper().<JsonNode>valueToTree(event));
    }

    /** The value with what tells something of these kinds as one sees it who may not read it. */
    <T> T masked(Class<T> type, T value, Set<Personal.Kind> kinds) {
        Marks marks = marks(type);
        if (kinds.isEmpty() || marks.equals(Marks.Components.NONE)) {
            return value;
        }
        return value(
                type,
                changed(
                        json.mapper().<JsonNode>valueToTree(value),
                        marks,
                        "",
                        (path, node, mark) ->
                                mark instanceof Marks.Whole whole && kinds.contains(whole.kind()) && !node.isNull()
                                        ? masked(whole, node)
                                        : null));
    }

    /** What was erased is shown as it is. */
    private JsonNode masked(Marks.Whole mark, JsonNode node) {
        return node.isTextual() && !node.equals(mark.erased())
                ? json.mapper().getNodeFactory().textNode(Masks.mask(mark.kind(), node.textValue()))
                : erased(mark);
    }

    /** The texts of these kinds that a value holds. */
    List<String> texts(Object value, Set<Personal.Kind> kinds) {
        List<String> texts = new ArrayList<>();
        changed(json.mapper().<JsonNode>valueToTree(value), marks(value.getClass()), "", (path, node, mark) -> {
            if (node.isTextual() && mark instanceof Marks.Whole whole && kinds.contains(whole.kind())) {
                texts.add(node.textValue());
            }
            return null;
        });
        return texts;
    }

    private <T> T masked(Class<T> type, JsonNode tree) {
        return value(
                type,
                changed(
                        tree,
                        marks(type),
                        "",
                        (path, value, mark) -> isSealed(value) || (mark instanceof Marks.Whole && !value.isNull())
                                ? erased(mark)
                                : null));
    }

    private <T> T value(Class<T> type, JsonNode tree) {
        try {
            return json.mapper().treeToValue(tree, type);
        } catch (JsonProcessingException broken) {
            broken.clearLocation();
            throw new IllegalStateException("Cannot read a stored " + type.getName(), broken);
        }
    }

    /** What is no longer marked was once a text, most likely. */
    private JsonNode erased(Marks mark) {
        return mark instanceof Marks.Whole whole
                ? whole.erased().deepCopy()
                : json.mapper().getNodeFactory().textNode("[erased]");
    }

    private JsonNode opened(byte[] key, JsonNode value, String place) {
        try {
            byte[] closed = value.get(SEALED).binaryValue();
            return reader().readTree(Seal.open(key, closed, place));
        } catch (IOException broken) {
            throw new IllegalStateException("Cannot read what is sealed at " + place, broken);
        }
    }

    // ---- JSON
    // ---------------------------------------------------------------------------------------------------------------

    @FunctionalInterface
    private interface Change {
        /** What is to stand there instead; null to look further inside. */
        @Nullable
        JsonNode at(String path, JsonNode value, Marks mark);
    }

    private static JsonNode changed(JsonNode node, Marks mark, String path, Change change) {
        JsonNode instead = change.at(path, node, mark);
        if (instead != null) {
            return instead;
        }
        if (node instanceof ObjectNode object) {
            List<String> components = new ArrayList<>();
            object.fieldNames().forEachRemaining(components::add);
            for (String each : components) {
                object.set(each, changed(object.get(each), mark.component(each, object), path + '/' + each, change));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), mark.element(), path + '/' + i, change));
            }
        }
        return node;
    }

    /** Numbers as they are written: 12.50 stays 12.50. */
    private ObjectReader reader() {
        return json.mapper().reader().without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    }

    private JsonNode tree(StoredEvent row) {
        try {
            return reader().readTree(row.payload());
        } catch (JsonProcessingException broken) {
            broken.clearLocation();
            throw new IllegalStateException("Cannot read a stored " + row.name(), broken);
        }
    }

    private byte[] bytes(JsonNode value) {
        try {
            return json.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
