package io.guanxi.domain.opportunity;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.Arrays;
import java.util.Optional;

/** The pipelines in force: a policy of the host. Asked by the rules only, never while history is folded. */
@FunctionalInterface
public interface Pipelines {

    /** The pipeline of that id, if there is one. */
    Optional<Pipeline> find(String id);

    /**
     * Exactly these.
     *
     * @throws IllegalArgumentException if two have the same id
     */
    static Pipelines of(Pipeline... pipelines) {
        ImmutableMap<String, Pipeline> byId = Maps.uniqueIndex(Arrays.asList(pipelines), Pipeline::id);
        return id -> Optional.ofNullable(byId.get(id));
    }
}
