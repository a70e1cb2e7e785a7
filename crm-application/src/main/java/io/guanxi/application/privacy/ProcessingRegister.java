package io.guanxi.application.privacy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.consent.ConsentView;
import io.guanxi.application.internal.engine.PersonalFields;
import io.guanxi.application.retention.RetentionFeature;
import io.guanxi.application.retention.RetentionRule;
import io.guanxi.application.spi.Json;
import io.guanxi.application.view.CustomFields;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Group;
import io.guanxi.application.view.Grouping;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Personal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The record of processing activities (GDPR art. 30; PIPL art. 55 and 56), made of what is declared anyway: the personal fields of
 * events, by the marks that they are sealed by; custom fields that the tenant has called personal; consents; retention rules. Why
 * something is processed no code tells, so the host says it for each feature, and cannot forget one:
 *
 * <pre>{@code
 * ProcessingRegister.by("Acme GmbH, privacy@acme.test")
 *         .purpose("customer", new Purpose("to sell and deliver", "contract, GDPR 6 (1) b", "customers", Set.of("carrier")))
 *         .of(crm, session)
 * }</pre>
 *
 * @param controller who is responsible, and how to reach them
 * @param at when it was put together
 * @param activities by feature; those that tell of nobody are not among them
 * @param consents what people were asked for
 * @param sealed whether personal fields are stored sealed, and erased with their keys
 */
public record ProcessingRegister(
        String controller, Instant at, List<Activity> activities, List<Asked> consents, boolean sealed) {

    public ProcessingRegister {
        activities = ImmutableList.copyOf(activities);
        consents = ImmutableList.copyOf(consents);
    }

    /**
     * Why a feature's data is processed.
     *
     * @param purpose at most 500 characters
     * @param basis the law that allows it; at most 200 characters
     * @param subjects whose data; at most 200 characters
     * @param recipients to whom it is given: systems that follow the feed, those who get exports
     */
    public record Purpose(String purpose, String basis, String subjects, Set<String> recipients) {

        public Purpose {
            purpose = Check.text("purpose", purpose, 500);
            basis = Check.text("basis", basis, 200);
            subjects = Check.text("subjects", subjects, 200);
            recipients = Check.texts("recipients", recipients, 200, 100);
        }
    }

    /** What is done with one feature's data. */
    public record Activity(String feature, Purpose purpose, List<Field> fields, List<Keeping> kept) {

        public Activity {
            fields = ImmutableList.copyOf(fields);
            kept = ImmutableList.copyOf(kept);
        }
    }

    /**
     * A place where something is told of a person.
     *
     * @param event the stored name of the event
     * @param path in its JSON
     */
    public record Field(String event, String path, Personal.Kind kind) {}

    /** How long something is kept, by a rule. */
    public record Keeping(String rule, String of, String term, RetentionRule.Action action) {}

    /** A purpose and a channel, and how many people have agreed to them. */
    public record Asked(String purpose, String channel, long agreed) {}

    /** Begins the declaration. */
    public static Declaration by(String controller) {
        return new Declaration(Check.text("controller", controller, 500), Map.of());
    }

    /** What the host says. */
    public record Declaration(String controller, Map<String, Purpose> purposes) {

        public Declaration {
            purposes = ImmutableMap.copyOf(purposes);
        }

        /** The same with a feature's purpose more, or another one. */
        public Declaration purpose(String feature, Purpose purpose) {
            return new Declaration(
                    controller,
                    ImmutableMap.<String, Purpose>builder()
                            .putAll(purposes)
                            .put(feature, purpose)
                            .buildKeepingLast());
        }

        /**
         * The register of one tenant.
         *
         * @throws IllegalStateException naming each field of a person for whose processing no purpose is declared
         */
        public ProcessingRegister of(Crm crm, CrmSession session) {
            List<Activity> activities = new ArrayList<>();
            List<String> undeclared = new ArrayList<>();
            for (Feature feature : crm.features()) {
                List<Field> fields = fields(feature, session);
                Purpose purpose = purposes.get(feature.name());
                if (purpose == null) {
                    fields.forEach(each -> undeclared.add(each.event() + " " + each.path()));
                } else if (!fields.isEmpty()) {
                    activities.add(new Activity(feature.name(), purpose, fields, kept(feature, crm)));
                }
            }
            if (!undeclared.isEmpty()) {
                throw new IllegalStateException("Nobody has declared for what is processed: " + undeclared);
            }
            return new ProcessingRegister(controller, crm.now(), activities, asked(session), crm.erasable());
        }
    }

    private static List<Field> fields(Feature feature, CrmSession session) {
        List<Field> fields = new ArrayList<>();
        feature.decider()
                .ifPresent(decider -> decider.events()
                        .forEach(event -> PersonalFields.of(event)
                                .forEach((path, kind) -> fields.add(
                                        new Field(Recorded.storedName(feature.name(), event), path, kind)))));
        for (ViewType<?> type : feature.views()) {
            if (type.customFields() != null) {
                session.fields(type).definitions().stream()
                        .filter(each -> each.shape().personal())
                        .forEach(each -> fields.add(new Field(
                                feature.name(), CustomFields.JSON_NAME + "." + each.name(), Personal.Kind.TEXT)));
            }
        }
        return fields;
    }

    private static List<Keeping> kept(Feature feature, Crm crm) {
        return RetentionFeature.rulesOf(crm).stream()
                .filter(each -> feature.views().contains(each.view()))
                .map(each -> new Keeping(each.name(), each.view().name(), each.term(), each.action()))
                .toList();
    }

    private static List<Asked> asked(CrmSession session) {
        if (!session.has(ConsentView.TYPE)) {
            return List.of();
        }
        List<Group> groups = session.views(ConsentView.TYPE)
                .group(
                        Filter.everything(),
                        Grouping.by(ConsentView.PURPOSE, ConsentView.CHANNEL)
                                .count("agreed", ConsentView.STATUS.is(ConsentView.Status.GIVEN)));
        return groups.stream()
                .map(each ->
                        new Asked(text(each.keys().get(0)), text(each.keys().get(1)), each.count("agreed")))
                .toList();
    }

    private static String text(@Nullable Object key) {
        return String.valueOf(key);
    }

    /** For machines. */
    public String json() {
        return new Json().write(this);
    }

    /** As a page in Markdown, in English or Simplified Chinese. */
    public String markdown(Locale locale) {
        return RegisterPage.of(this, locale);
    }
}
