package io.guanxi.examples.cli;

import io.guanxi.application.Crm;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.privacy.ProcessingRegister.Purpose;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.examples.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the record of processing activities. */
@Command(
        name = "register",
        description = {
            "Print the record of processing activities (GDPR art. 30, PIPL art. 55), made of what is declared in the code.",
            "",
            "Purposes are those of a seller; a host declares its own by ProcessingRegister.",
            ""
        })
final class RegisterCommand implements Callable<Integer> {

    private static final Actor ACTOR = Actor.system("register");
    private static final String CONTRACT = "contract, GDPR art. 6 (1) b; PIPL art. 13 (2)";
    private static final String DUTY = "legal duty, GDPR art. 6 (1) c; PIPL art. 13 (3)";
    private static final String CONSENT = "consent, GDPR art. 6 (1) a; PIPL art. 13 (1)";

    private static final Map<String, Purpose> PURPOSES = Map.ofEntries(
            purpose("customer", "to know with whom one deals", CONTRACT, "customers and their contacts"),
            purpose("contact", "to know whom to ask in an organisation", CONTRACT, "contacts of customers"),
            purpose("activity", "to follow up", CONTRACT, "customers and their contacts"),
            purpose("opportunity", "to offer and to sell", CONTRACT, "customers"),
            purpose("transaction", "to know what was delivered and paid", CONTRACT, "customers"),
            purpose("intake", "to take over what another system knows", CONTRACT, "those who may become customers"),
            purpose("ticket", "to help", CONTRACT, "customers"),
            purpose("campaign", "to advertise to those who want it", CONSENT, "customers"),
            purpose("consent", "to prove what was agreed to", DUTY, "customers"),
            purpose("disclosure", "to prove who was shown what", DUTY, "customers and employees"),
            purpose("profile", "to offer what people like", CONSENT, "customers"),
            purpose("finding", "to keep data right, GDPR art. 5 (1) d", DUTY, "customers"),
            purpose("duplicate", "to keep one record of each, GDPR art. 5 (1) d", DUTY, "customers"),
            purpose("link", "to know the same record in other systems", CONTRACT, "customers and their contacts"),
            purpose("person", "to know who works here", CONTRACT, "employees"),
            purpose("product", "to describe what is sold", CONTRACT, "nobody"),
            purpose("schema", "to describe fields", CONTRACT, "nobody"));

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--controller", required = true, description = "Who is responsible, and how to reach them.")
    private String controller = "";

    @Option(names = "--language", defaultValue = "en", description = "en or zh-CN. Default: ${DEFAULT-VALUE}.")
    private String language = "";

    @Option(names = "--json", description = "Print JSON instead of Markdown.")
    private boolean json;

    private static Map.Entry<String, Purpose> purpose(String feature, String text, String basis, String subjects) {
        return Map.entry(feature, new Purpose(text, basis, subjects, Set.of()));
    }

    @Override
    public Integer call() {
        Terminal terminal = CrmCommand.terminal(spec);
        try (Database db = database.open()) {
            ProcessingRegister register = register(db.crm());
            terminal.out().println(json ? register.json() : register.markdown(Locale.forLanguageTag(language)));
            terminal.out().flush();
        }
        return 0;
    }

    private ProcessingRegister register(Crm crm) {
        Declaration declared = ProcessingRegister.by(controller);
        for (Map.Entry<String, Purpose> each : PURPOSES.entrySet()) {
            declared = declared.purpose(each.getKey(), each.getValue());
        }
        return declared.of(crm, crm.as(ACTOR));
    }
}
