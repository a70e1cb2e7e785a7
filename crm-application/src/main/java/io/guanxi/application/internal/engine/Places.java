package io.guanxi.application.internal.engine;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/** A token store of the storage's, which keeps Axon's tokens and is asked for {@link Place}s. */
final class Places implements TokenStore {

    private final TokenStore store;

    Places(TokenStore store) {
        this.store = store;
    }

    private static @Nullable TrackingToken stored(@Nullable TrackingToken token) {
        return token instanceof Place place ? place.stored() : token;
    }

    @Override
    public void initializeTokenSegments(String follower, int count) {
        store.initializeTokenSegments(follower, count);
    }

    @Override
    public void initializeTokenSegments(String follower, int count, @Nullable TrackingToken token) {
        store.initializeTokenSegments(follower, count, stored(token));
    }

    @Override
    public void initializeSegment(@Nullable TrackingToken token, String follower, int segment) {
        store.initializeSegment(stored(token), follower, segment);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String follower, int segment) {
        store.storeToken(stored(token), follower, segment);
    }

    @Override
    public @Nullable TrackingToken fetchToken(String follower, int segment) {
        return Place.of(store.fetchToken(follower, segment));
    }

    @Override
    public @Nullable TrackingToken fetchToken(String follower, Segment segment) {
        return Place.of(store.fetchToken(follower, segment));
    }

    @Override
    public void extendClaim(String follower, int segment) {
        store.extendClaim(follower, segment);
    }

    @Override
    public void releaseClaim(String follower, int segment) {
        store.releaseClaim(follower, segment);
    }

    @Override
    public void deleteToken(String follower, int segment) {
        store.deleteToken(follower, segment);
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return store.requiresExplicitSegmentInitialization();
    }

    @Override
    public int[] fetchSegments(String follower) {
        return store.fetchSegments(follower);
    }

    @Override
    public List<Segment> fetchAvailableSegments(String follower) {
        return store.fetchAvailableSegments(follower);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return store.retrieveStorageIdentifier();
    }
}
