package io.guanxi.application.internal.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Snapshots;
import io.guanxi.application.spi.Snapshots.Snapshot;
import java.util.Map;
import java.util.Optional;

/**
 * Snapshots: written with every so many events of an aggregate, in the transaction of the command that has brought them about, and
 * read when an aggregate is loaded that nobody remembers. One that this build has not made, or cannot read, is as if it were not
 * there.
 */
final class States {

    private final Snapshots snapshots;
    private final Secrets secrets;
    private final Json json;
    private final ImmutableMap<String, Integer> every;

    /** @param every with how many events, by the names of features; there are none for others */
    States(Snapshots snapshots, Secrets secrets, Json json, Map<String, Integer> every) {
        this.snapshots = snapshots;
        this.secrets = secrets;
        this.json = json;
        this.every = ImmutableMap.copyOf(every);
    }

    /** What is known of the aggregate without the log; {@link Aggregate#unborn} if nothing is. */
    Aggregate last(Hosted hosted, Aggregate.Key key) {
        Aggregate unborn = Aggregate.unborn(hosted);
        return every.containsKey(hosted.feature())
                ? snapshots
                        .find(key.tenant(), key.id())
                        .flatMap(each -> read(hosted, key, each))
                        .orElse(unborn)
                : unborn;
    }

    private Optional<Aggregate> read(Hosted hosted, Aggregate.Key key, Snapshot snapshot) {
        if (!snapshot.feature().equals(hosted.feature()) || snapshot.revision() != hosted.stateRevision()) {
            return Optional.empty();
        }
        return secrets.openedState(key, snapshot.payload())
                .flatMap(payload -> state(hosted, payload))
                .map(state -> new Aggregate(hosted, state, snapshot.version(), ImmutableMap.of()));
    }

    private Optional<Object> state(Hosted hosted, String payload) {
        try {
            return Optional.of(json.mapper().readValue(payload, hosted.initial().getClass()));
        } catch (JsonProcessingException otherShape) {
            return Optional.empty();
        }
    }

    /** Whether what has become of an aggregate is to be kept. */
    boolean isDue(Aggregate before, Aggregate after) {
        Integer number = every.get(after.hosted().feature());
        return number != null && before.version() / number != after.version() / number;
    }

    /** To be called when the events have been appended, for with them the aggregate may get its key. */
    void put(Aggregate.Key key, Aggregate now) {
        Hosted hosted = now.hosted();
        String payload = secrets.sealedState(key, json.write(now.state()));
        snapshots.put(
                key.tenant(), key.id(), new Snapshot(hosted.feature(), hosted.stateRevision(), now.version(), payload));
    }
}
