package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.guanxi.application.Recorded;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which event made each field of a view what it is: found by folding the history once more and looking what changes. */
final class Provenance {

    private final ObjectMapper mapper;
    private final SortedMap<String, Recorded<?>> origins = new TreeMap<>();
    private Map<String, JsonNode> before = Map.of();

    private Provenance(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    static <V extends View> SortedMap<String, Recorded<?>> of(
            ViewType<V> type, List<Recorded<?>> history, ObjectMapper mapper) {
        Provenance provenance = new Provenance(mapper);
        V view = null;
        for (Recorded<?> recorded : history) {
            view = type.fold(view, recorded);
            provenance.next(view, recorded);
        }
        return provenance.origins;
    }

    private void next(@Nullable View view, Recorded<?> recorded) {
        Map<String, JsonNode> now = new HashMap<>();
        if (view != null) {
            flatten("", mapper.valueToTree(view), now);
        }
        Set<String> paths = new HashSet<>(before.keySet());
        paths.addAll(now.keySet());
        for (String path : paths) {
            if (!value(now, path).equals(value(before, path))) {
                origins.put(path, recorded);
            }
        }
        before = now;
    }

    private static JsonNode value(Map<String, JsonNode> fields, String path) {
        return fields.getOrDefault(path, NullNode.getInstance());
    }

    /** Lists are one field each: their entries have no names. */
    private static void flatten(String path, JsonNode node, Map<String, JsonNode> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> flatten(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), fields));
        } else {
            fields.put(path, node);
        }
    }
}
