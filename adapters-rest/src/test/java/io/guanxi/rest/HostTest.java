package io.guanxi.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The CRM is a guest in the host's application. */
class HostTest {

    /** A resource of the host's, at a path that we could match too. */
    @Path("orders")
    public static final class Orders {

        @GET
        @Path("count")
        @Produces(MediaType.TEXT_PLAIN)
        public String count() {
            return "the host's";
        }
    }

    @Test
    void theTestsRunOnTheImplementationThatTheBuildNames() {
        assertThat(RuntimeDelegate.getInstance().getClass().getName())
                .containsIgnoringCase(System.getProperty("guanxi.host", "jersey"));
    }

    @Test
    void theHostsOwnResourcesGoBeforeOurs() {
        try (Server server = Server.start(List.of(), rest -> rest, new Orders())) {
            assertThat(server.get("/orders/count").text()).isEqualTo("the host's");
        }
    }

    @Test
    void nothingThatWouldTouchTheHostsJsonIsRegistered() {
        try (Server server = Server.start()) {
            assertThat(CrmRest.of(server.crm(), (headers, security) -> java.util.Optional.empty())
                            .resources())
                    .singleElement()
                    .isNotInstanceOfAny(MessageBodyReader.class, MessageBodyWriter.class, ExceptionMapper.class);
        }
    }

    @Test
    void theBoundForBodiesCanBeSet() {
        try (Server server = Server.start(List.of(), rest -> rest.maxBodyBytes(10))) {
            assertThat(server.put("/customers/00000000-0000-0000-0000-000000000001", "{\"name\": \"x\"}")
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void featuresLeftOutHaveNoRoutes() {
        try (var crm = io.guanxi.application.Crm.builder()
                .storage(io.guanxi.application.memory.InMemoryStorage.create())
                .authorizer(io.guanxi.application.access.Authorizer.allowEverything())
                .without("customer")
                .build()) {
            assertThat(CrmRest.of(crm, (headers, security) -> java.util.Optional.empty())
                            .resources())
                    .hasSize(1);
        }
    }
}
