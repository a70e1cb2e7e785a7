package io.guanxi.application.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.UnableToInitializeTokenException;
import org.jspecify.annotations.Nullable;

/** The places of all nodes' followers, claimed by one node at a time, as a database keeps them. */
final class Tokens {

    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final Map<String, Place> places = new TreeMap<>();

    /** @param owner whose it is until it has not been touched for a while; null for nobody's */
    private record Place(
            @Nullable TrackingToken token, @Nullable String owner, Instant touched) {

        boolean mayBeClaimed(String node, Instant now) {
            return owner == null || owner.equals(node) || touched.plus(CLAIM).isBefore(now);
        }
    }

    /** Whether every follower has come to a position. */
    boolean allAt(long position) {
        return places.values().stream()
                .allMatch(
                        each -> each.token() != null && each.token().position().orElse(0) == position);
    }

    TokenStore of(String node) {
        return new Store(node);
    }

    private final class Store implements TokenStore {

        private final String node;

        Store(String node) {
            this.node = node;
        }

        private Instant now() {
            Turns.Task task = Turns.current();
            return task == null ? Instant.MAX : task.node().instant();
        }

        private Place claimed(String follower) {
            Place place = places.get(follower);
            if (place == null || !place.mayBeClaimed(node, now())) {
                throw new UnableToClaimTokenException("another node follows for " + follower);
            }
            return place;
        }

        private void put(String follower, @Nullable Place place) {
            Turns.Task task = Turns.current();
            Place before = place == null ? places.remove(follower) : places.put(follower, place);
            if (task != null) {
                task.onRollback(() -> {
                    if (before == null) {
                        places.remove(follower);
                    } else {
                        places.put(follower, before);
                    }
                });
            }
        }

        @Override
        public void initializeTokenSegments(String follower, int count, @Nullable TrackingToken token) {
            if (places.containsKey(follower)) {
                throw new UnableToClaimTokenException("there is one already");
            }
            put(follower, new Place(token, null, Instant.EPOCH));
        }

        @Override
        public void initializeSegment(@Nullable TrackingToken token, String follower, int segment) {
            throw new UnableToInitializeTokenException("there is one segment only");
        }

        @Override
        public boolean requiresExplicitSegmentInitialization() {
            return true;
        }

        @Override
        public void storeToken(@Nullable TrackingToken token, String follower, int segment) {
            claimed(follower);
            put(follower, new Place(token, node, now()));
        }

        @Override
        public @Nullable TrackingToken fetchToken(String follower, int segment) {
            Place place = claimed(follower);
            put(follower, new Place(place.token(), node, now()));
            return place.token();
        }

        @Override
        public void extendClaim(String follower, int segment) {
            Place place = places.get(follower);
            if (place == null || !node.equals(place.owner())) {
                throw new UnableToClaimTokenException("another node follows for " + follower);
            }
            put(follower, new Place(place.token(), node, now()));
        }

        @Override
        public void releaseClaim(String follower, int segment) {
            Place place = places.get(follower);
            if (place != null && node.equals(place.owner())) {
                put(follower, new Place(place.token(), null, now()));
            }
        }

        @Override
        public int[] fetchSegments(String follower) {
            return places.containsKey(follower) ? new int[] {0} : new int[0];
        }
    }
}
