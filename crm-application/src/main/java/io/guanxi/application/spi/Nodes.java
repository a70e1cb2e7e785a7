package io.guanxi.application.spi;

import java.util.Map;

/** The nodes that run on one storage, each known by its signs of life. No clock is compared with another's. */
public interface Nodes {

    /** Counts one more sign of life of a node, in a transaction of its own. Returns the numbers of all nodes, this one included. */
    Map<String, Long> beat(String node);

    /** Forgets a node that has ended, or been silent for long. */
    void forget(String node);
}
