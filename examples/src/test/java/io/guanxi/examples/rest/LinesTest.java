package io.guanxi.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.View;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.Command;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.EmailAddress;
import io.guanxi.jdbc.JdbcStorage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to the log for those who run the CRM, its own lines down to the finest level, tells nothing of a person. */
class LinesTest {

    private static final String NAME = "Zelda Geheim";
    private static final String EMAIL = "zelda@geheim.test";
    private static final CustomerId ZELDA = new CustomerId(new UUID(1, 1));

    /** Commands, refusals, failures of listeners, and bugs whose messages tell of a person. */
    public static final class Story {

        public static void main(String[] arguments) throws Exception {
            Authorizer authorizer = new Authorizer() {
                @Override
                public boolean mayExecute(Actor actor, Command command) {
                    if (command instanceof CustomerCommand.Lock) {
                        throw new IllegalStateException("a bug at " + NAME, new IllegalArgumentException(EMAIL));
                    }
                    return true;
                }

                @Override
                public <V extends View> Optional<Filter<V>> scope(Actor actor, ViewType<V> type) {
                    return Optional.of(Filter.everything());
                }
            };
            try (Crm crm = Crm.builder()
                            .storage(JdbcStorage.h2("jdbc:h2:mem:lines").createTables())
                            .authorizer(authorizer)
                            .on("mailer", CustomerEvent.Registered.class, event -> {
                                throw new IllegalStateException("cannot write to "
                                        + event.event().details().name());
                            })
                            .build();
                    RestServer server = RestServer.start(crm, 0)) {
                CrmSession ann = crm.as(new Actor("ann", Set.of()));
                ContactPoint email = new ContactPoint.Email(new EmailAddress(EMAIL));
                ann.execute(CustomerCommand.Register.person(ZELDA, NAME, email));
                try {
                    ann.execute(CustomerCommand.Register.person(CustomerId.random(), NAME, email));
                    throw new AssertionError("two with one address");
                } catch (CrmException.Refused taken) {
                    ann.views(CustomerView.TYPE).byId(ZELDA).orElseThrow();
                }
                String customer = "customers/" + ZELDA.value();
                send(
                        server,
                        "POST",
                        customer + "/correct-details",
                        "{\"name\": \"" + NAME + "\", \"level\": 7, \"x\": 1}");
                send(server, "POST", customer + "/add-contact-point", "{\"" + EMAIL);
                send(server, "GET", "customers?filter=name==" + NAME.replace(" ", "%20") + ";", "");
                send(server, "POST", customer + "/lock", "");
                while (crm.deadLetters().isEmpty()) {
                    Thread.sleep(20);
                }
            }
            System.out.println("told");
            System.exit(0); // threads of the server linger
        }

        private static void send(RestServer server, String method, String path, String body) throws Exception {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(server.uri().resolve(path))
                                    .header("X-User", "ann")
                                    .header("Content-Type", "application/json")
                                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            System.out.println(method + " " + answer.statusCode());
        }
    }

    @Test
    void nothingOfAPersonIsWrittenToTheLog(@TempDir Path directory) throws Exception {
        Path lines = directory.resolve("lines");
        Path said = directory.resolve("said");
        Process story = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                        "-Dorg.slf4j.simpleLogger.log.io.guanxi=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Story.class.getName()))
                .redirectError(lines.toFile())
                .redirectOutput(said.toFile())
                .start();
        assertThat(story.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String written = Files.readString(lines, StandardCharsets.UTF_8);
        assertThat(Files.readString(said)).as(written).contains("POST 500", "told");

        assertThat(written.lines()
                        .filter(each -> each.contains("Zelda") || each.contains("Geheim") || each.contains("geheim")))
                .isEmpty();
        assertThat(written).contains("mailer failed", "Incident", "IllegalStateException");
    }
}
