package io.guanxi.application.spi;

import java.util.Map;

/** What the newest build knew when an upgrade was said to be finished, so that no older one is started again. */
public interface Upgrades {

    /** The newest revision of each stored name that was known then; empty if no upgrade has been finished yet. */
    Map<String, Integer> finished();

    /** Keeps the newer revision of each name, whoever else finishes an upgrade at the same time. */
    void finish(Map<String, Integer> revisions);
}
