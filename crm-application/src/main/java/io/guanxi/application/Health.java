package io.guanxi.application;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;

/**
 * How a CRM is, for the host's probes.
 *
 * @param problems what is wrong, for an operator; nothing of a person. None if it is ready
 * @param followers reactions and listeners after the commit, by name
 */
public record Health(List<String> problems, Map<String, Following> followers) {

    public Health {
        problems = ImmutableList.copyOf(problems);
        followers = ImmutableMap.copyOf(followers);
    }

    /** Whether commands can be executed here and reactions follow. */
    public boolean ready() {
        return problems.isEmpty();
    }

    /**
     * @param behind how many places of the log it has not come to yet, unused ones included; 0 if another node knows
     * @param deadLetters how many events it has failed at or keeps behind such a one
     */
    public record Following(State state, long behind, long deadLetters) {}

    public enum State {
        RUNNING,
        /** Another node runs it, or none does yet. */
        ELSEWHERE,
        /** It cannot go on for the moment, and is tried again: the database is away, for example. */
        FAILING
    }
}
