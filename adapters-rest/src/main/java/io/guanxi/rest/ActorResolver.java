package io.guanxi.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/**
 * Who asks, told by the host: the host has logged the user in, the CRM never does.
 *
 * <pre>{@code
 * (headers, security) -> Optional.ofNullable(security.getUserPrincipal())
 *         .map(user -> Caller.of(user.getName(), erp.rolesOf(user)))
 * }</pre>
 */
@FunctionalInterface
public interface ActorResolver {

    /** The one who asks; empty if nobody is logged in, which is answered by 401. */
    Optional<Caller> callerOf(HttpHeaders headers, SecurityContext security);

    /** How to log in, for the header {@code WWW-Authenticate} of a 401 (RFC 9110 §11.6.1). */
    default String challenge() {
        return "Bearer";
    }
}
