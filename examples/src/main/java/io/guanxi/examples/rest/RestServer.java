package io.guanxi.examples.rest;

import com.sun.net.httpserver.HttpServer;
import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import io.guanxi.rest.Caller;
import io.guanxi.rest.CrmRest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** A host that serves the CRM on the loopback address, and a page that shows what can be asked. */
public final class RestServer implements AutoCloseable {

    private final HttpServer server;

    private RestServer(HttpServer server) {
        this.server = server;
    }

    /** @param port 0 for any that is free */
    public static RestServer start(Crm crm, int port) {
        // Without it the JDK's server waits 40 ms for more to send with each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // README begins
        ResourceConfig application = new ResourceConfig(); // or any other jakarta.ws.rs.core.Application
        application.registerInstances(
                CrmRest.of(crm, (headers, security) -> caller(headers)).resources());
        // README ends
        application.register(ApiPage.class);
        return new RestServer(
                JdkHttpServerFactory.createHttpServer(URI.create("http://127.0.0.1:" + port + "/"), application));
    }

    /** Whoever says so is believed: a real host asks its login. */
    private static Optional<Caller> caller(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString("X-User"))
                .filter(user -> !user.isBlank())
                .map(user -> Caller.of(user, Set.of("sales", "service")));
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Starts, asks itself for a customer, and stops. */
    public static void main(String[] args) throws IOException, InterruptedException {
        CustomerId acme = CustomerId.random();
        try (Crm crm = Crm.builder()
                        .storage(JdbcStorage.h2("jdbc:h2:mem:rest").createTables())
                        .authorizer(Authorizer.allowEverything())
                        .build();
                RestServer server = start(crm, 0)) {
            crm.as(new Actor("ann", Set.of())).execute(CustomerCommand.Register.organisation(acme, "Acme"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.uri().resolve("customers?filter=name==Ac*"))
                                    .header("X-User", "ann")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
        }
    }
}
