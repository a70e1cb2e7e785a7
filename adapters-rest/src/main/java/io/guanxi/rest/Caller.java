package io.guanxi.rest;

import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.TenantId;
import java.util.Set;

/** Who asks, and for which of the host's customers. */
public record Caller(Actor actor, TenantId tenant) {

    /** A user of a host that has only one tenant. */
    public static Caller of(String user, Set<String> roles) {
        return new Caller(new Actor(user, roles), TenantId.MAIN);
    }
}
