package io.guanxi.application.spi;

import io.guanxi.application.Meta;
import java.util.UUID;

/**
 * One row of the log.
 *
 * @param position its place in the log, given by the storage; 0 before it is appended. Positions grow, with gaps
 * @param feature whose event it is
 * @param aggregate whose fact it is
 * @param name the stored name of the event
 * @param revision the revision of its payload
 * @param payload the event as JSON
 * @param meta who, when and why; its sequence is unique within tenant and aggregate
 */
public record StoredEvent(
        long position, String feature, UUID aggregate, String name, int revision, String payload, Meta meta) {

    public StoredEvent withPayload(String other) {
        return new StoredEvent(position, feature, aggregate, name, revision, other, meta);
    }
}
