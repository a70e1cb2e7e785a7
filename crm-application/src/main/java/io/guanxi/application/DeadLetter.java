package io.guanxi.application;

import java.time.Instant;

/**
 * An event that a reaction or listener has failed at, or that waits behind one of the same aggregate.
 *
 * @param follower the name of the reaction or listener
 * @param event what it failed at
 * @param error the code of a refusal, or the class of what was thrown; never a message, which might hold data
 * @param attempts how often it has been tried; 0 for one that waits
 * @param since when it failed first
 */
public record DeadLetter(String follower, Recorded<?> event, String error, int attempts, Instant since) {}
