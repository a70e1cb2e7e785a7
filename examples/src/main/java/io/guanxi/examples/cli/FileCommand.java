package io.guanxi.examples.cli;

import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.privacy.PersonFile;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.examples.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down everything that is held about a person. */
@Command(
        name = "file",
        description = {
            "Write everything that is held about a person, as JSON and as a page.",
            "",
            "For whoever asks what is known of them (GDPR art. 15 and 20, PIPL art. 45): the person, all that belongs to them,"
                    + " what has happened, and who was shown what. That the file was made, and why, is written down first and"
                    + " stands in it.",
            ""
        })
final class FileCommand implements Callable<Integer> {

    private static final Actor ACTOR = Actor.system("file");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Parameters(
            paramLabel = "WHO",
            description =
                    "The customer's id, an e-mail address, a telephone number such as +8613812341234, or the id in"
                            + " another system as SOURCE:ID.")
    private String who = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, such as the number of the person's request.")
    private String reason = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Where to write ID.json and ID.html.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--language", defaultValue = "en", description = "en or zh-CN. Default: ${DEFAULT-VALUE}.")
    private String language = "";

    @Override
    public Integer call() {
        if (reason.isBlank() || reason.length() > 500) {
            throw new ParameterException(spec.commandLine(), "--reason wants 1 to 500 characters");
        }
        Terminal terminal = CrmCommand.terminal(spec);
        try (Database db = database.open()) {
            CrmSession session = db.crm().as(ACTOR);
            PersonFile file = session.fileOf(subject(session), reason);
            for (Path each : write(file)) {
                terminal.out().println(each);
            }
            terminal.out().flush();
        } catch (IOException failure) {
            throw new Failure("The file cannot be written into " + out, failure);
        }
        return 0;
    }

    private CustomerId subject(CrmSession session) {
        Filter<CustomerView> named = CustomerView.EMAILS
                .has(who.toLowerCase(Locale.ROOT))
                .or(CustomerView.PHONES.has(who))
                .or(CustomerView.IDENTITIES.has(who));
        try {
            return new CustomerId(UUID.fromString(who));
        } catch (IllegalArgumentException noId) {
            List<CustomerView> found = session.views(CustomerView.TYPE)
                    .find(named, PageRequest.first(2).byId())
                    .views();
            if (found.size() != 1) {
                throw new Failure(
                        found.isEmpty()
                                ? "Nobody is known by " + who
                                : "More than one is known by " + who + "; give the id of one of them",
                        null);
            }
            return found.get(0).id();
        }
    }

    private List<Path> write(PersonFile file) throws IOException {
        Files.createDirectories(out);
        Path json = out.resolve(file.subject() + ".json");
        Path page = out.resolve(file.subject() + ".html");
        Files.writeString(json, file.json());
        Files.writeString(page, file.page(Locale.forLanguageTag(language)));
        return List.of(json, page);
    }
}
