package io.guanxi.domain.kernel;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Set;

/**
 * Who asks: a user of the host, or a part of the system.
 *
 * @param id the host's name for the user, at most 200 characters
 * @param roles the host's names for what the user is
 */
public record Actor(String id, Set<String> roles) {

    public Actor {
        id = Check.text("actor", id, 200);
        roles = ImmutableSortedSet.copyOf(roles);
    }

    /** A part of the system that acts by itself, such as a reaction or a duty. Its id starts with {@code system:}. */
    public static Actor system(String name) {
        return new Actor("system:" + name, Set.of("system"));
    }

    public boolean has(String role) {
        return roles.contains(role);
    }
}
