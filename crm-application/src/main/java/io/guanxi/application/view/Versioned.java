package io.guanxi.application.view;

/**
 * A view and the version it was read at.
 *
 * @param view what is seen
 * @param version how many events the aggregate had; hand it back as the expected version to be told of others' changes
 */
public record Versioned<V extends View>(V view, long version) {}
