package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmBuilder;
import io.guanxi.application.Feature;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.Personal;
import io.guanxi.domain.kernel.TenantId;
import jakarta.ws.rs.SeBootstrap;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/**
 * A host with a CRM in memory, on a real port, started in the way that every implementation of Jakarta REST 3.1 knows. It believes what the header {@code X-User} says: a user called {@code reader} may
 * give no commands, one called {@code own-…} sees only what is theirs, {@code feeder} reads the feed without personal data, and
 * {@code auditor} the ledger of erasures. Every answer is held against the OpenAPI document.
 */
public final class Server implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Crm crm;
    private final SeBootstrap.Instance server;
    private final URI base;
    private final Contract contract;

    private Server(Crm crm, UnaryOperator<CrmRest> settings, Object[] hostsOwn) {
        this.crm = crm;
        Set<Object> resources =
                new HashSet<>(settings.apply(CrmRest.of(crm, Server::caller)).resources());
        resources.addAll(List.of(hostsOwn));
        SeBootstrap.Configuration configuration = SeBootstrap.Configuration.builder()
                .host("localhost")
                .port(SeBootstrap.Configuration.FREE_PORT)
                .rootPath("/crm")
                .build();
        server = SeBootstrap.start(new Host(resources), configuration)
                .toCompletableFuture()
                .join();
        base = server.configuration().baseUriBuilder().path("/").build();
        contract = new Contract(get("/openapi.json"));
    }

    /** An application of the host's. */
    private static final class Host extends Application {

        private final Set<Object> resources;

        private Host(Set<Object> resources) {
            this.resources = resources;
        }

        @Override
        @SuppressWarnings("deprecation") // by CDI's friends; there is no other way to register what is made without CDI
        public Set<Object> getSingletons() {
            return resources;
        }
    }

    /** The built-in features. */
    public static Server start() {
        return start(List.of(), rest -> rest);
    }

    /** The built-in features and others, with other settings, beside resources of the host's own. */
    static Server start(List<Feature> features, UnaryOperator<CrmRest> settings, Object... hostsOwn) {
        CrmBuilder builder = builder().erasable();
        features.forEach(builder::feature);
        return new Server(builder.build(), settings, hostsOwn);
    }

    /** The built-in features and another version of one, on what other versions have stored. */
    static Server startOn(Storage storage, Feature feature, Routes<?, ?> routes) {
        return new Server(
                builder().storage(storage).feature(feature).erasable().build(),
                rest -> rest.with(routes),
                new Object[0]);
    }

    /** The built-in features and another. */
    public static Server startWith(Feature feature) {
        return start(List.of(feature), rest -> rest);
    }

    /** One that notes which fields are asked for. */
    public static Server startNotingReads(Duration every) {
        return new Server(builder().noteReads(every).build(), rest -> rest, new Object[0]);
    }

    /** One where nobody can be erased. */
    static Server startUnerasable() {
        return new Server(builder().build(), rest -> rest, new Object[0]);
    }

    private static CrmBuilder builder() {
        return Crm.builder()
                .storage(InMemoryStorage.create())
                .authorizer(rights())
                .lookup(CustomerView.TYPE)
                .dutiesEvery(Duration.ZERO);
    }

    private static Authorizer rights() {
        return new Authorizer() {
            @Override
            public boolean mayExecute(Actor actor, Command command) {
                return !actor.id().equals("reader");
            }

            @Override
            @SuppressWarnings("unchecked") // the filter is of the type that was compared
            public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                boolean narrow = type.equals(CustomerView.TYPE) && actor.id().startsWith("own-");
                return Optional.of(narrow ? (Filter<V>) CustomerView.OWNER.is(actor.id()) : Filter.everything());
            }

            @Override
            public boolean mayReadFeed(Actor actor) {
                return Set.of("ann", "feeder").contains(actor.id());
            }

            @Override
            public boolean mayReadPersonalData(Actor actor) {
                return actor.id().equals("ann");
            }

            @Override
            public boolean mayUnmask(Actor actor, Personal.Kind kind) {
                return actor.id().equals("ann") && kind == Personal.Kind.NAME;
            }

            @Override
            public boolean mayReadFiles(Actor actor) {
                return actor.id().equals("ann");
            }

            @Override
            public boolean mayErase(Actor actor) {
                return actor.id().equals("ann");
            }

            @Override
            public boolean mayWriteForOthers(Actor actor) {
                return actor.id().equals("ann");
            }

            @Override
            public boolean mayReadErasures(Actor actor) {
                return actor.id().equals("auditor");
            }
        };
    }

    private static Optional<Caller> caller(HttpHeaders headers, jakarta.ws.rs.core.SecurityContext security) {
        String user = headers.getHeaderString("X-User");
        String tenant = headers.getHeaderString("X-Tenant");
        return user == null || user.equals("nobody")
                ? Optional.empty()
                : Optional.of(new Caller(new Actor(user, Set.of()), new TenantId(tenant == null ? "main" : tenant)));
    }

    Crm crm() {
        return crm;
    }

    Contract contract() {
        return contract;
    }

    URI base() {
        return base;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Registers an organisation and tells its path. */
    public String organisation(String name) {
        String path = "/customers/" + UUID.randomUUID();
        put(path, "{\"kind\": \"ORGANISATION\", \"name\": \"" + name + "\"}").requireStatus(201);
        return path;
    }

    /** Gives a command and tells the names of what has happened. */
    public List<String> happens(String path, String body) {
        return StreamSupport.stream(
                        post(path, body)
                                .requireStatus(200)
                                .json()
                                .path("events")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
    }

    Answer send(String method, String path, byte @org.jspecify.annotations.Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path.substring(1)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .header("X-User", "ann");
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            Answer answer = new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
            if (contract != null) {
                contract.hold(method, path, body, answer);
            }
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A value for a URL. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop().toCompletableFuture().join();
        crm.close();
    }
}
