package io.guanxi.domain.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import io.guanxi.domain.customer.CustomerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The customers that a campaign is for, each with the furthest response, if any.
 *
 * <p>An unchanging map is copied whole for each change, so folding n responses of n members would take n² steps. Here one
 * change copies one bucket, with 10,000 members about 80 entries; one map would copy all of them.
 *
 * @param buckets the members by hash of their id; kept in memory only, because another JVM may hash otherwise
 */
record Members(List<Map<CustomerId, Optional<Response>>> buckets) {

    private static final int BUCKETS = 128;

    static final Members NONE = new Members(Collections.nCopies(BUCKETS, ImmutableMap.of()));

    Members {
        buckets = ImmutableList.copyOf(buckets);
    }

    int size() {
        return buckets.stream().mapToInt(Map::size).sum();
    }

    boolean has(CustomerId customer) {
        return buckets.get(bucket(customer)).containsKey(customer);
    }

    /** The furthest response of the member; null if there is none yet. */
    @Nullable
    Response response(CustomerId customer) {
        return buckets.get(bucket(customer))
                .getOrDefault(customer, Optional.empty())
                .orElse(null);
    }

    /** Those who are members already keep their response. */
    Members with(Collection<CustomerId> customers) {
        List<Map<CustomerId, Optional<Response>>> result = new ArrayList<>(buckets);
        Multimaps.index(customers, Members::bucket)
                .asMap()
                .forEach((bucket, added) -> change(
                        result, bucket, members -> added.forEach(each -> members.putIfAbsent(each, Optional.empty()))));
        return new Members(result);
    }

    Members with(CustomerId customer, Response response) {
        List<Map<CustomerId, Optional<Response>>> result = new ArrayList<>(buckets);
        change(result, bucket(customer), members -> members.put(customer, Optional.of(response)));
        return new Members(result);
    }

    Members without(CustomerId customer) {
        List<Map<CustomerId, Optional<Response>>> result = new ArrayList<>(buckets);
        change(result, bucket(customer), members -> members.remove(customer));
        return new Members(result);
    }

    private static void change(
            List<Map<CustomerId, Optional<Response>>> buckets,
            int bucket,
            Consumer<Map<CustomerId, Optional<Response>>> change) {
        Map<CustomerId, Optional<Response>> members = new LinkedHashMap<>(buckets.get(bucket));
        change.accept(members);
        buckets.set(bucket, ImmutableMap.copyOf(members));
    }

    private static int bucket(CustomerId customer) {
        return Math.floorMod(customer.hashCode(), BUCKETS);
    }
}
