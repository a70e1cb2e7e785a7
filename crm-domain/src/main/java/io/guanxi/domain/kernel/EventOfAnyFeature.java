package io.guanxi.domain.kernel;

/** A fact that may be told of an aggregate of any feature, and says of which: its own package knows none of them. */
public interface EventOfAnyFeature extends DomainEvent {

    /** The name of the feature that the aggregate belongs to. */
    String feature();
}
