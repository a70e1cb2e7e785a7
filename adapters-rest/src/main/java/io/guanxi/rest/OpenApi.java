package io.guanxi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.base.CaseFormat;
import io.guanxi.application.Crm;
import io.guanxi.application.Erasure;
import io.guanxi.application.Feature;
import io.guanxi.application.Recorded;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.exports.Export;
import io.guanxi.application.group.Rollup;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.privacy.Permission;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.quality.Gaps;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.quality.QualityScore;
import io.guanxi.application.retention.Retention;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.schema.FieldReport;
import io.guanxi.application.schema.FieldUsage;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.ShadowView;
import io.guanxi.application.spi.TenantStore;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.Coverage;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.ViewType;
import io.guanxi.domain.kernel.Erased;
import io.guanxi.domain.kernel.ErasureRule;
import io.guanxi.domain.kernel.RuleCode;
import io.guanxi.domain.kernel.UpgradeRule;
import io.guanxi.domain.schema.FieldsSet;
import io.guanxi.domain.schema.SchemaRule;
import io.guanxi.domain.shadow.ShadowRule;
import io.guanxi.rest.Problem.Kind;
import io.guanxi.rest.Routes.Route;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The description of all routes in OpenAPI 3.1, made of the tables and records themselves, so it cannot fall behind them. */
final class OpenApi {

    static final String PREFERENCE_APPLIED = "Preference-Applied";

    private static final String JSON = "application/json";

    private final List<Routes<?, ?>> routes;
    private final List<Feature> features;
    private final boolean erasable;
    private final Crm crm;
    private final boolean declared;
    private final List<ViewType<?>> types;
    private final Set<ViewType<?>> lookedUp;
    private final Wire wire;
    private final Schemas schemas;

    OpenApi(Crm crm, List<Routes<?, ?>> routes, boolean declared, Wire wire) {
        this.routes = routes;
        this.features = crm.features();
        this.erasable = crm.erasable();
        this.crm = crm;
        this.declared = declared;
        this.types = CrmRest.viewTypes(crm).toList();
        this.lookedUp = crm.lookedUp();
        this.wire = wire;
        this.schemas = new Schemas(wire);
    }

    ObjectNode document() {
        ObjectNode document = wire.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Guanxi CRM")
                .put("version", "1")
                .put("description", "Every command and every view of the CRM. Log in as the host says.");
        document.putArray("servers").addObject().put("url", ".");
        ObjectNode paths = document.putObject("paths");
        ObjectNode outcome = outcome();
        routes.forEach(each -> describe(each, paths, outcome));
        feed(paths);
        erasures(paths);
        retention(paths);
        tables(paths);
        if (types.contains(ShadowView.TYPE)) {
            shadows(paths);
        }
        ObjectNode components = document.putObject("components");
        components.set("responses", problems());
        components.set("parameters", parameters());
        components.set("headers", headers());
        components.set("schemas", schemas.components());
        return document;
    }

    private void feed(ObjectNode paths) {
        ObjectNode feed = path(paths, "/events")
                .putObject("get")
                .put("operationId", "events.read")
                .put("summary", "The feed of events for other systems; the header Link says where it goes on");
        feed.putArray("tags").add("events");
        reference(feed, "AcceptLanguage");
        parameter(feed, "after", text(), "Where it begins, as Link said; from the first event on if not given.");
        parameter(feed, "limit", integer(1, PageRequest.MAX_LIMIT), "How many; as many as can be if not given.");
        parameter(feed, "feature", text(), "Whose events, such as customer,ticket; all if not given.");
        ObjectNode event = wire.object().put("type", "object");
        ObjectNode properties = event.putObject("properties");
        properties.putObject("specversion").put("const", "1.0");
        for (String each :
                List.of("id", "source", "type", "subject", "actor", "causationid", "datacontenttype", "specversion")) {
            if (!properties.has(each)) {
                properties.set(each, text());
            }
        }
        for (String each : List.of("commandid", "correlationid")) {
            properties.set(each, text().put("format", "uuid"));
        }
        for (String each : List.of("time", "happenedat")) {
            properties.set(each, text().put("format", "date-time"));
        }
        properties
                .putObject("personaldata")
                .put("const", "masked")
                .put(
                        "description",
                        "The reader may not know of persons: in data stands [erased] and the like instead.");
        properties.putObject("data").put("type", "object");
        event.putArray("required").add("specversion").add("id").add("source").add("type");
        ObjectNode batch = wire.object().put("type", "array");
        batch.set("items", schemas.define("CloudEvent", event));
        answers(feed, batch, Kind.FORBIDDEN);
        ObjectNode content = (ObjectNode) feed.at("/responses/200/content");
        content.set(CloudEvents.BATCH, content.remove(JSON));
    }

    private void erasures(ObjectNode paths) {
        ObjectNode ledger = path(paths, "/erasures")
                .putObject("get")
                .put("operationId", "erasures.read")
                .put("summary", "What has been erased, when and why, oldest first: for auditors");
        ledger.putArray("tags").add("erasures");
        reference(ledger, "AcceptLanguage");
        answers(ledger, erased(), Kind.FORBIDDEN);
    }

    private void retention(ObjectNode paths) {
        ObjectNode list = path(paths, "/retention")
                .putObject("get")
                .put("operationId", "retention.read")
                .put("summary", "What each rule of retention would do now, what is held, and what it has removed");
        list.putArray("tags").add("retention");
        reference(list, "AcceptLanguage");
        ObjectNode rules = wire.object().put("type", "array");
        rules.set("items", schemas.answer(Retention.class));
        answers(list, object("rules", rules), Kind.FORBIDDEN);

        ObjectNode run = path(paths, "/retention/run")
                .putObject("post")
                .put("operationId", "retention.run")
                .put("summary", "Does now what a rule's duty would do at its next turn, to at most 1,000 things");
        run.putArray("tags").add("retention");
        reference(run, "AcceptLanguage");
        answers(run, object("done", wire.object().put("type", "integer")), Kind.FORBIDDEN, Kind.NOT_FOUND);
        asks(run, RetentionRequest.class);

        if (declared) {
            ObjectNode register = path(paths, "/processing-register")
                    .putObject("get")
                    .put("operationId", "processingRegister.read")
                    .put("summary", "The record of processing activities (GDPR art. 30, PIPL art. 55)");
            register.putArray("tags").add("retention");
            reference(register, "AcceptLanguage");
            answers(register, schemas.answer(ProcessingRegister.class), Kind.FORBIDDEN);
            ((ObjectNode) register.at("/responses/200/content"))
                    .putObject(Retaining.MARKDOWN + ";charset=utf-8")
                    .set("schema", text());
        }
    }

    private void tables(ObjectNode paths) {
        ObjectNode take = path(paths, "/imports/{kind}")
                .putObject("post")
                .put("operationId", "imports.take")
                .put("summary", "Takes a table in, such as another system has exported")
                .put(
                        "description",
                        "The body is the file: CSV in any dialect and encoding, XLSX, JSON Lines or vCard. Its columns"
                                + " are recognised. Sent again, only what has changed is done. It is a right of its own.");
        take.putArray("tags").add("imports");
        reference(take, "AcceptLanguage");
        kind(take);
        parameter(take, "source", text(), "The name of the system that it comes from, such as salesforce.");
        parameter(take, "updateBy", text(), "The field by which a record is found too, such as email.");
        parameter(take, "only", text(), "create or update; both if not given.");
        parameter(take, "dryRun", text(), "true, if nothing is to be written.");
        parameter(
                take,
                "batch",
                text().put("format", "uuid"),
                "The batch that it belongs to; one of its own if not given.");
        table(take);
        ObjectNode report = wire.object().put("type", "object").put("additionalProperties", true);
        ObjectNode figures = report.putObject("properties");
        figures.set("batch", text().put("format", "uuid"));
        for (String each :
                List.of("rows", "created", "updated", "unchanged", "rejected", "suspected", "refused", "uncompared")) {
            figures.set(each, integer(0, Integer.MAX_VALUE));
        }
        answersTable(take, schemas.define("ImportReport", report));

        ObjectNode give = path(paths, "/exports/{kind}")
                .putObject("get")
                .put("operationId", "exports.give")
                .put(
                        "summary",
                        "All records of a kind that the reader may see, as a table that imports read back as the same");
        give.putArray("tags").add("exports");
        reference(give, "AcceptLanguage");
        kind(give);
        parameter(give, "format", text(), "csv, xlsx, vcard or jsonl; if not given, what Accept says, else csv.");
        answers(give, text(), Kind.FORBIDDEN);
        ObjectNode content = (ObjectNode) give.at("/responses/200/content");
        content.removeAll();
        for (Export.Format each : Export.Format.values()) {
            content.putObject(each.mediaType()).putObject("schema").put("type", "string");
        }
    }

    /** What every table that arrives may say beside itself. */
    private void table(ObjectNode operation) {
        parameter(operation, "mapping", text(), "JSON that says what columns are, such as {\"Phone 2\": \"mobile\"}.");
        parameter(operation, "currency", text(), "In which amounts are meant that do not say, such as CNY.");
        parameter(operation, "region", text(), "Where telephone numbers are dialled, such as CN.");
        ObjectNode body =
                operation.putObject("requestBody").put("required", true).putObject("content");
        for (Export.Format each : Export.Format.values()) {
            body.putObject(each.mediaType()).putObject("schema").put("type", "string");
        }
    }

    private void answersTable(ObjectNode operation, ObjectNode schema, Kind... problems) {
        answers(operation, schema, problems);
        ObjectNode responses = (ObjectNode) operation.get("responses");
        problem(responses, Kind.FORBIDDEN);
        problem(responses, Kind.TOO_LARGE);
        problem(responses, Kind.UNSUPPORTED_MEDIA_TYPE);
    }

    private void shadows(ObjectNode paths) {
        ObjectNode follow = shadow(paths, "follow", "Makes that system the master of such records");
        answers(follow, view(ShadowView.TYPE), Kind.FORBIDDEN, Kind.STALE);
        asks(follow, Routes.Nothing.class);

        ObjectNode changes = shadow(paths, "changes", "Takes in what has changed there, in order");
        changes.put(
                "description",
                "The body is a file in which each row is a record that was made or changed, as of POST /imports/{kind}, or"
                        + " deleted. Of a file that has grown since, only what is new is taken in; another one is from its beginning.");
        table(changes);
        answersTable(changes, schemas.answer(Shadowing.CaughtUp.class), Kind.NOT_FOUND, Kind.STALE);

        ObjectNode parity = shadow(paths, "parity", "How far what is there is what is here; writes nothing");
        table(parity);
        answersTable(parity, schemas.answer(Following.Compared.class));

        ObjectNode takeOver = shadow(paths, "take-over", "Makes the CRM the master of such records, for good");
        takeOver.put("description", "The body is a file of what is there now; if it differs, there must be a reason.");
        parameter(takeOver, "reason", text(), "Why, although they differ.");
        table(takeOver);
        answersTable(takeOver, schemas.answer(Parity.class), Kind.NOT_FOUND, Kind.STALE);
        ((ObjectNode) takeOver.get("responses"))
                .set(
                        String.valueOf(Kind.REFUSED.status()),
                        refusals(List.of(ShadowRule.NOT_FOLLOWED, ShadowRule.NO_PARITY)));
    }

    private ObjectNode shadow(ObjectNode paths, String deed, String summary) {
        ObjectNode operation = path(paths, "/shadows/{source}/{kind}/" + deed)
                .putObject("post")
                .put("operationId", "shadows." + CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, deed))
                .put("summary", summary);
        operation.putArray("tags").add("shadows");
        reference(operation, "AcceptLanguage");
        list(operation)
                .addObject()
                .put("name", "source")
                .put("in", "path")
                .put("required", true)
                .put("description", "The system's name, such as erp.")
                .putObject("schema")
                .put("type", "string");
        kind(operation);
        return operation;
    }

    private void kind(ObjectNode operation) {
        ObjectNode kind = wire.object().put("name", "kind").put("in", "path").put("required", true);
        kind.put("description", "What the rows tell of.");
        ArrayNode kinds = kind.putObject("schema").put("type", "string").putArray("enum");
        for (RecordKind each : RecordKind.values()) {
            kinds.add(each.plural());
        }
        list(operation).add(kind);
    }

    private ObjectNode erased() {
        ObjectNode erasures = wire.object().put("type", "array");
        erasures.set("items", schemas.answer(Erasure.class));
        return object("erasures", erasures);
    }

    private void erasing(Routes<?, ?> table, ObjectNode paths) {
        String one = "/" + table.collection() + "/{id}/";
        ObjectNode erase = path(paths, one + Routes.ERASE)
                .putObject("post")
                .put("operationId", table.collection() + ".erase")
                .put("summary", "Makes unreadable for good what this, and all that belongs to it, tells of persons")
                .put(
                        "description",
                        "May be repeated. Answers what this request has erased. No command is taken afterwards.");
        erase.putArray("tags").add(table.collection());
        reference(erase, identity(table), "AcceptLanguage");
        answers(erase, erased(), Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.STALE);
        asks(erase, ErasureRequest.class);

        ObjectNode erasure = get(paths, one + "erasure", table, "readErasure", "When and why it was erased");
        reference(erasure, identity(table));
        answers(erasure, schemas.answer(Erasure.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void describe(Routes<?, ?> table, ObjectNode paths, ObjectNode outcome) {
        String collection = "/" + table.collection();
        ObjectNode view = view(table.view());
        ObjectNode list = get(paths, collection, table, "readPage", "A page of them");
        parameter(list, "filter", text(), filterHelp(table.view()));
        parameter(list, "sort", text(), "Attributes in order, largest first with a minus: name,-changedAt. At most 4.");
        parameter(list, "limit", integer(1, PageRequest.MAX_LIMIT), "How many; 50 if not given.");
        parameter(list, "cursor", text(), "What next of the page before said; in the same order and filter.");
        parameter(
                list, "with", text(), "What to read along: " + names(FilterReader.targets(types, table.view())) + ".");
        if (table.view().customFields() != null) {
            parameter(
                    list,
                    "shows",
                    text(),
                    "The fields that the screen shows, such as name,custom.region: they count as read. It changes no answer.");
        }
        if (lookedUp.contains(table.view())) {
            parameter(
                    list,
                    "lookup",
                    text(),
                    "What somebody types: beginnings of words, of their pinyin or its initials, the last digits of a number. At most"
                            + " 100 are found, the best first; without sort and cursor.");
        }
        reference(list, "AsOf", "AsOfTime");
        answers(list, page(table.view(), view), Kind.FORBIDDEN);

        ObjectNode count = get(paths, collection + "/count", table, "readCount", "How many");
        parameter(count, "filter", text(), filterHelp(table.view()));
        reference(count, "AsOf", "AsOfTime");
        answers(count, object("count", wire.object().put("type", "integer")), Kind.FORBIDDEN);

        ObjectNode report = get(paths, collection + "/report", table, "readReport", "Figures by groups");
        parameter(report, "filter", text(), filterHelp(table.view()));
        parameter(report, "groupBy", text(), "No, one or two attributes.");
        parameter(report, "measure", texts(), "count, sum(employees), average, min, max; vip:count where level==A.");
        reference(report, "AsOf", "AsOfTime");
        answers(report, report(), Kind.FORBIDDEN);

        ObjectNode fields =
                get(paths, collection + "/fields", table, "readFields", "What is called how, for forms and tables");
        ObjectNode described = wire.object().put("type", "array");
        described.set("items", schemas.answer(FieldDescription.class));
        ObjectNode form = object("fields", described);
        form.withObjectProperty("properties").set("label", text());
        form.withArrayProperty("required").add("label");
        answers(fields, form, Kind.FORBIDDEN);
        tells(fields.at("/responses/200"), HttpHeaders.CONTENT_LANGUAGE);

        ObjectNode usage = get(paths, collection + "/usage", table, "readUsage", "How many have a value in each field");
        parameter(usage, "filter", text(), filterHelp(table.view()));
        if (table.view().customFields() != null) {
            parameter(
                    usage,
                    "since",
                    text().put("format", "date"),
                    "The first day of the questions of which to tell how many asked for each.");
        }
        ObjectNode used = wire.object().put("type", "array");
        used.set("items", schemas.answer(FieldUsage.class));
        answers(usage, object("fields", used), Kind.FORBIDDEN);

        if (table.view().customFields() != null) {
            ObjectNode filling = get(
                    paths,
                    collection + "/field-report",
                    table,
                    "readFieldReport",
                    "Who fills each custom field in, and since when; reads the whole log");
            parameter(
                    filling,
                    "since",
                    text().put("format", "date"),
                    "The first day of the questions that count; all if not given.");
            ObjectNode told = wire.object().put("type", "array");
            told.set("items", schemas.answer(FieldReport.class));
            answers(filling, object("fields", told), Kind.FORBIDDEN);
        }

        ObjectNode one = get(paths, collection + "/{id}", table, "readOne", "One of them");
        reference(one, identity(table), "IfNoneMatch", "AsOf", "AsOfTime");
        answers(one, view, Kind.FORBIDDEN, Kind.NOT_FOUND);
        ObjectNode seen = (ObjectNode) one.get("responses");
        seen.putObject("304").put("description", "Still the version that is known");
        tells(seen.get("200"), HttpHeaders.ETAG);
        tells(seen.get("304"), HttpHeaders.ETAG);

        if (!table.view().isOfEachEvent()) {
            histories(table, paths);
            if (erasable) {
                erasing(table, paths);
            }
        }
        if (Endpoint.hasTimeline(table.view(), types)) {
            timeline(table, paths);
        }
        if (Endpoint.hasPermissions(table.view(), types)) {
            permission(table, paths);
        }
        if (Endpoint.hasGroups(table.view(), types)) {
            group(table, paths);
        }
        if (Endpoint.hasDuplicates(table.view(), crm)) {
            duplicates(table, paths);
        }
        if (Endpoint.quality(table.view(), crm).isPresent()) {
            quality(table, paths);
        }
        if (types.contains(DisclosureView.TYPE)) {
            unmasking(table, paths, view);
        }
        if (Endpoint.hasFiles(table.view(), types)) {
            file(table, paths);
        }
        table.byName().values().forEach(each -> command(table, each, paths, outcome, view));
        if (table.view().customFields() != null) {
            setFields(table, paths, outcome, view);
        }
    }

    private void histories(Routes<?, ?> table, ObjectNode paths) {
        String collection = "/" + table.collection();
        ObjectNode history =
                get(paths, collection + "/{id}/history", table, "readHistory", "Every event, oldest first");
        reference(history, identity(table), "AsOf", "AsOfTime");
        parameter(history, "after", integer(0, Integer.MAX_VALUE), "The sequence of the last event that is known.");
        parameter(history, "limit", integer(1, PageRequest.MAX_LIMIT), "How many; as many as can be if not given.");
        answers(history, history(table), Kind.FORBIDDEN, Kind.NOT_FOUND);

        ObjectNode why = get(
                paths,
                collection + "/{id}/history/{sequence}",
                table,
                "explain",
                "An event, the event that it answered, and so on to the command that somebody gave");
        reference(why, identity(table), "Sequence");
        answers(why, history(table), Kind.FORBIDDEN, Kind.NOT_FOUND);

        ObjectNode provenance = get(
                paths,
                collection + "/{id}/provenance",
                table,
                "readProvenance",
                "For each field that has or had a value, by its path, the event that made it what it is");
        reference(provenance, "Id");
        ObjectNode fields = wire.object().put("type", "object");
        fields.set("additionalProperties", schemas.define("Origin", told(text())));
        answers(provenance, object("fields", fields), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void timeline(Routes<?, ?> table, ObjectNode paths) {
        ObjectNode timeline = get(
                paths,
                "/" + table.collection() + "/{id}/timeline",
                table,
                "readTimeline",
                "A page of what has happened, over all features, the newest first");
        reference(timeline, identity(table), "AsOf", "AsOfTime");
        parameter(timeline, "filter", text(), filterHelp(TimelineEntry.TYPE));
        parameter(timeline, "limit", integer(1, PageRequest.MAX_LIMIT), "How many; 50 if not given.");
        parameter(timeline, "cursor", text(), "What next of the page before said; with the same filter.");
        answers(timeline, page(TimelineEntry.TYPE, view(TimelineEntry.TYPE)), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    /** What must arrive, and what is answered if it is not such. */
    private void asks(ObjectNode operation, Class<?> request) {
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        body.putObject("content").putObject(JSON).set("schema", schemas.request(request));
        ObjectNode responses = (ObjectNode) operation.get("responses");
        problem(responses, Kind.TOO_LARGE);
        problem(responses, Kind.UNSUPPORTED_MEDIA_TYPE);
    }

    private void unmasking(Routes<?, ?> table, ObjectNode paths, ObjectNode view) {
        ObjectNode unmask = path(paths, "/" + table.collection() + "/{id}/" + Routes.UNMASK)
                .putObject("post")
                .put("operationId", table.collection() + "." + Routes.UNMASK)
                .put("summary", "One of them with what is masked in clear; who, what and why is written down");
        unmask.putArray("tags").add(table.collection());
        reference(unmask, "Id", "AcceptLanguage");
        answers(unmask, view, Kind.FORBIDDEN, Kind.NOT_FOUND);
        asks(unmask, UnmaskRequest.class);
    }

    private void file(Routes<?, ?> table, ObjectNode paths) {
        ObjectNode file = get(
                paths,
                "/" + table.collection() + "/{id}/file",
                table,
                "readFile",
                "Everything that is held about the person; as a page, if text/html is accepted first");
        reference(file, "Id");
        parameter(file, "reason", text(), "Why, such as the number of the person's request; it is written down.");
        answers(file, wire.object().put("type", "object"), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void permission(Routes<?, ?> table, ObjectNode paths) {
        ObjectNode permission = get(
                paths,
                "/" + table.collection() + "/{id}/permission",
                table,
                "readPermission",
                "Whether the customer may be contacted now, and why");
        reference(permission, "Id");
        parameter(permission, "purpose", text(), "For what; the host's word.");
        parameter(permission, "channel", text(), "By which way; the host's word.");
        answers(permission, schemas.answer(Permission.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void group(Routes<?, ?> table, ObjectNode paths) {
        ObjectNode group = get(
                paths,
                "/" + table.collection() + "/{id}/group",
                table,
                "readGroup",
                "Who counts together with it, subsidiaries or a household, and what they come to");
        reference(group, "Id");
        parameter(
                group, "on", text().put("format", "date"), "Who belonged to a household that day; today if not given.");
        answers(group, schemas.answer(Rollup.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void duplicates(Routes<?, ?> table, ObjectNode paths) {
        ObjectNode duplicates = path(paths, "/" + table.collection() + "/duplicates")
                .putObject("post")
                .put("operationId", table.collection() + ".duplicates")
                .put("summary", "Who is like one that is to be registered, the likeliest first; nothing is registered");
        duplicates.putArray("tags").add(table.collection());
        reference(duplicates, "AcceptLanguage");
        ObjectNode candidates = wire.object().put("type", "array");
        candidates.set("items", schemas.answer(Likeness.class));
        answers(duplicates, object("candidates", candidates), Kind.FORBIDDEN);
        table.byName().values().stream().filter(Route::creates).forEach(each -> asks(duplicates, each.request()));
    }

    private void quality(Routes<?, ?> table, ObjectNode paths) {
        String collection = "/" + table.collection();
        ObjectNode quality = get(
                paths,
                collection + "/{id}/quality",
                table,
                "readQuality",
                "How good what is known is, in percent: completeness, validity, timeliness, uniqueness and their mean");
        reference(quality, "Id");
        answers(quality, schemas.answer(QualityScore.class), Kind.FORBIDDEN, Kind.NOT_FOUND);

        ObjectNode gaps = get(paths, collection + "/gaps", table, "readGaps", "What is missing, the worst first");
        parameter(gaps, "filter", text(), filterHelp(table.view()));
        parameter(gaps, "groupBy", text(), "An attribute; the owner, if not given.");
        ObjectNode each = wire.object().put("type", "array");
        each.set("items", schemas.answer(Gaps.class));
        answers(gaps, object("gaps", each), Kind.FORBIDDEN);

        ObjectNode scan = path(paths, collection + "/scan")
                .putObject("post")
                .put("operationId", table.collection() + ".scan")
                .put("summary", "Looks for duplicates and invalid values, and reports them as findings");
        scan.putArray("tags").add(table.collection());
        answers(scan, schemas.answer(QualityScan.Result.class), Kind.FORBIDDEN);
    }

    private void command(Routes<?, ?> table, Route<?, ?> route, ObjectNode paths, ObjectNode outcome, ObjectNode view) {
        String path = "/" + table.collection() + "/{id}" + (route.creates() ? "" : "/" + route.name());
        ObjectNode operation = path(paths, path).putObject(route.creates() ? "put" : "post");
        String words = route.name().replace('-', ' ');
        operation
                .put(
                        "operationId",
                        table.collection() + "." + CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, route.name()))
                .put("summary", Ascii.toUpperCase(words.charAt(0)) + words.substring(1));
        operation.putArray("tags").add(table.collection());
        if (route.creates()) {
            reference(operation, "IfNoneMatch");
        }
        ObjectNode schema = schemas.request(route.request());
        boolean demanding = schemas.components()
                .path(schema.path("$ref").textValue().replaceFirst("^.*/", ""))
                .has("required");
        answers(table, operation, schema, demanding, outcome, view);
        ObjectNode responses = (ObjectNode) operation.get("responses");
        if (route.creates()) {
            ObjectNode either = (ObjectNode) responses.at("/200/content/application~1json/schema");
            responses.set("201", answer("It was not known before", either));
            tells(responses.get("201"), HttpHeaders.ETAG, PREFERENCE_APPLIED, HttpHeaders.LOCATION);
        }
        responses.set("422", refusals(table.refusals()));
    }

    private void setFields(Routes<?, ?> table, ObjectNode paths, ObjectNode outcome, ObjectNode view) {
        ObjectNode operation = path(paths, "/" + table.collection() + "/{id}/" + Routes.SET_FIELDS)
                .putObject("post")
                .put("operationId", table.collection() + ".setFields")
                .put("summary", "Set custom fields")
                .put("description", "Fields that are not named stay as they are; null takes a value away.");
        operation.putArray("tags").add(table.collection());
        answers(table, operation, schemas.fields(), false, outcome, view);
        List<RuleCode> rules = new ArrayList<>(table.refusals());
        rules.addAll(List.of(SchemaRule.values()));
        ((ObjectNode) operation.get("responses")).set("422", refusals(rules));
    }

    private void answers(
            Routes<?, ?> table,
            ObjectNode operation,
            ObjectNode schema,
            boolean demanding,
            ObjectNode outcome,
            ObjectNode view) {
        reference(operation, identity(table), "IfMatch", "IdempotencyKey", "HappenedAt", "Prefer", "AcceptLanguage");
        ObjectNode body = operation.putObject("requestBody").put("required", demanding);
        body.putObject("content").putObject(JSON).set("schema", schema);
        ObjectNode either = wire.object();
        either.putArray("anyOf").add(outcome).add(view);
        answers(operation, either, Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.STALE, Kind.PRECONDITION_FAILED);
        ObjectNode responses = (ObjectNode) operation.get("responses");
        tells(responses.get("200"), HttpHeaders.ETAG, PREFERENCE_APPLIED);
        problem(responses, Kind.TOO_LARGE);
        problem(responses, Kind.UNSUPPORTED_MEDIA_TYPE);
    }

    /** What stands in the path. */
    private static String identity(Routes<?, ?> table) {
        return table.isNamed() ? "Name" : "Id";
    }

    private ObjectNode get(ObjectNode paths, String path, Routes<?, ?> table, String name, String summary) {
        ObjectNode operation = path(paths, path)
                .putObject("get")
                .put("operationId", table.collection() + "." + name)
                .put("summary", summary);
        operation.putArray("tags").add(table.collection());
        reference(operation, "AcceptLanguage");
        return operation;
    }

    private static ObjectNode path(ObjectNode paths, String path) {
        return paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
    }

    private void answers(ObjectNode operation, ObjectNode schema, Kind... problems) {
        ObjectNode responses = operation.putObject("responses");
        responses.set("200", answer("As asked", schema));
        problem(responses, Kind.INVALID);
        problem(responses, Kind.UNAUTHENTICATED);
        for (Kind each : problems) {
            problem(responses, each);
        }
        problem(responses, Kind.REFUSED); // whoever belongs to a tenant that is not there
        problem(responses, Kind.INTERNAL);
    }

    private ObjectNode answer(String description, ObjectNode schema) {
        ObjectNode answer = wire.object().put("description", description);
        answer.putObject("content").putObject(JSON).set("schema", schema);
        return answer;
    }

    private static void problem(ObjectNode responses, Kind kind) {
        responses.putObject(String.valueOf(kind.status())).put("$ref", "#/components/responses/" + kind.name());
    }

    private ObjectNode problems() {
        ObjectNode problems = wire.object();
        for (Kind kind : Kind.values()) {
            problems.set(kind.name(), problem(kind.title(false)));
        }
        tells(problems.get(Kind.UNAUTHENTICATED.name()), HttpHeaders.WWW_AUTHENTICATE);
        return problems;
    }

    private ObjectNode problem(String description) {
        ObjectNode response = wire.object().put("description", description);
        response.putObject("content").putObject(Problem.MEDIA_TYPE).set("schema", schemas.answer(Problem.class));
        tells(response, HttpHeaders.CONTENT_LANGUAGE);
        return response;
    }

    /** With those that are given for any feature's commands. */
    private ObjectNode refusals(Collection<RuleCode> refusals) {
        String rules = Stream.concat(refusals.stream(), Stream.of(ErasureRule.ERASED, UpgradeRule.NOT_READABLE))
                .distinct()
                .map(each -> "\n- `" + each.code() + "`: " + each.sentence())
                .collect(Collectors.joining());
        return problem(Kind.REFUSED.title(false) + ", by `code`:" + rules);
    }

    /** What an answer says beside its body. */
    private static void tells(JsonNode response, String... headers) {
        for (String header : headers) {
            ((ObjectNode) response)
                    .withObjectProperty("headers")
                    .putObject(header)
                    .put("$ref", "#/components/headers/" + header);
        }
    }

    private ObjectNode headers() {
        ObjectNode headers = wire.object();
        told(headers, HttpHeaders.ETAG, true, "The version, such as \"7\", for If-Match and If-None-Match.");
        told(headers, HttpHeaders.LOCATION, true, "Where it is read from now on.");
        told(
                headers,
                PREFERENCE_APPLIED,
                false,
                "return=representation, if it was wished for and the view may be seen.");
        told(headers, HttpHeaders.CONTENT_LANGUAGE, true, "The language of title and detail: en or zh-CN.");
        told(headers, HttpHeaders.WWW_AUTHENTICATE, true, "How to log in, as the host says.");
        return headers;
    }

    private void told(ObjectNode headers, String name, boolean always, String description) {
        headers.putObject(name)
                .put("description", description)
                .put("required", always)
                .set("schema", text());
    }

    private ObjectNode parameters() {
        ObjectNode parameters = wire.object();
        ObjectNode id = parameters.putObject("Id").put("name", "id").put("in", "path");
        id.put("required", true)
                .put("description", "Made by the caller, so a repeated request is safe.")
                .putObject("schema")
                .put("type", "string")
                .put("format", "uuid");
        parameters
                .putObject("Name")
                .put("name", "id")
                .put("in", "path")
                .put("required", true)
                .put("description", "The name of a feature, such as customer.")
                .set("schema", text());
        header(parameters, "IfMatch", "If-Match", "The version that was seen, such as \"7\"; 412 if it is another.");
        header(
                parameters,
                "IfNoneMatch",
                "If-None-Match",
                "GET: 304 if it is still this version. PUT: * for new only.");
        header(
                parameters,
                "IdempotencyKey",
                "Idempotency-Key",
                "A request sent again with the same key is not done again, and is answered as before.");
        header(
                parameters,
                "HappenedAt",
                "Happened-At",
                "When it happened in the business, such as 2026-03-01T12:00:00Z; now if not given.");
        parameters
                .putObject("Sequence")
                .put("name", "sequence")
                .put("in", "path")
                .put("required", true)
                .put("description", "The event's number within its history, from 1.")
                .set("schema", integer(1, Integer.MAX_VALUE));
        query(parameters, "AsOf", "asOf", text().put("format", "date-time"), "The past: as it was at this instant.");
        ObjectNode times = text();
        times.putArray("enum").add("recorded").add("happened");
        query(parameters, "AsOfTime", "asOfTime", times, "Of which time: recorded if not given.");
        header(parameters, "Prefer", "Prefer", "return=representation for the view instead of the outcome.");
        header(parameters, "AcceptLanguage", "Accept-Language", "en or zh-CN, for problems.");
        return parameters;
    }

    private static void query(
            ObjectNode parameters, String name, String parameter, ObjectNode schema, String description) {
        parameters
                .putObject(name)
                .put("name", parameter)
                .put("in", "query")
                .put("description", description)
                .set("schema", schema);
    }

    private void header(ObjectNode parameters, String name, String header, String description) {
        ObjectNode parameter = parameters
                .putObject(name)
                .put("name", header)
                .put("in", "header")
                .put("description", description);
        parameter.set("schema", text());
    }

    private void reference(ObjectNode operation, String... names) {
        for (String name : names) {
            list(operation).addObject().put("$ref", "#/components/parameters/" + name);
        }
    }

    private void parameter(ObjectNode operation, String name, ObjectNode schema, String description) {
        ObjectNode parameter =
                list(operation).addObject().put("name", name).put("in", "query").put("description", description);
        parameter.set("schema", schema);
    }

    private static ArrayNode list(ObjectNode operation) {
        return operation.has("parameters") ? (ArrayNode) operation.get("parameters") : operation.putArray("parameters");
    }

    private static String filterHelp(ViewType<?> type) {
        String attributes = FilterReader.attributes(type)
                .map(each -> ViewType.jsonName(each) + " (" + each.type().name().toLowerCase(Locale.ROOT) + ")")
                .collect(Collectors.joining(", "));
        String custom = type.customFields() == null ? "" : " Custom fields: custom.region, as GET /schemas tells.";
        return "RSQL: name==Acme*;status==ACTIVE. Operators == != < <= > >= =in= =out= =null= =has=; "
                + "parent.name asks what is referred to. Attributes: " + attributes + "." + custom;
    }

    private static String names(List<ViewType<?>> targets) {
        return targets.isEmpty()
                ? "nothing here"
                : targets.stream().map(ViewType::name).collect(Collectors.joining(", "));
    }

    /** The view's record and its version. */
    private ObjectNode view(ViewType<?> type) {
        ObjectNode reference = schemas.answer(type.viewClass());
        String name = reference.path("$ref").textValue().replaceFirst("^.*/", "");
        ObjectNode schema = (ObjectNode) schemas.components().get(name);
        if (!schema.path("properties").has("version")) {
            schema.withObjectProperty("properties").putObject("version").put("type", "integer");
            schema.withArrayProperty("required").add("version");
        }
        return reference;
    }

    private ObjectNode page(ViewType<?> type, ObjectNode view) {
        ObjectNode page = wire.object().put("type", "object");
        ObjectNode properties = page.putObject("properties");
        properties.putObject("items").put("type", "array").set("items", view);
        properties.putObject("next").put("type", "string").put("description", "The cursor of the next page, if any.");
        ObjectNode related = properties.putObject("related").put("type", "object");
        ObjectNode kinds = related.putObject("properties");
        FilterReader.targets(types, type)
                .forEach(each ->
                        kinds.putObject(each.name()).put("type", "array").set("items", view(each)));
        page.putArray("required").add("items");
        return page;
    }

    private ObjectNode outcome() {
        ObjectNode outcome = wire.object().put("type", "object");
        ObjectNode properties = outcome.putObject("properties");
        properties.putObject("id").put("type", "string").put("format", "uuid");
        properties.putObject("version").put("type", "integer");
        properties
                .putObject("events")
                .put("type", "array")
                .put("description", "What has happened, such as customer.registered; empty if nothing has changed.")
                .set("items", text());
        outcome.putArray("required").add("id").add("version").add("events");
        return schemas.define("Outcome", outcome);
    }

    private ObjectNode report() {
        ObjectNode group = wire.object().put("type", "object");
        ObjectNode properties = group.putObject("properties");
        ObjectNode figure = wire.object();
        figure.putArray("type").add("number").add("string").add("boolean").add("null");
        properties.putObject("keys").put("type", "object").set("additionalProperties", figure);
        properties.putObject("figures").put("type", "object").set("additionalProperties", figure.deepCopy());
        properties
                .putObject("coverage")
                .put("type", "object")
                .set("additionalProperties", schemas.answer(Coverage.class));
        group.putArray("required").add("keys").add("figures").add("coverage");
        ObjectNode groups = wire.object().put("type", "array");
        groups.set("items", schemas.define("Group", group));
        return object("groups", groups);
    }

    private ObjectNode history(Routes<?, ?> table) {
        Feature feature = features.stream()
                .filter(each -> each.views().contains(table.view()))
                .findFirst()
                .orElseThrow();
        Map<String, Class<?>> known = new LinkedHashMap<>();
        feature.decider()
                .ifPresent(decider ->
                        decider.events().forEach(each -> known.put(Recorded.storedName(feature.name(), each), each)));
        if (feature.views().stream().anyMatch(each -> each.customFields() != null)) {
            known.put(Recorded.storedName(TenantStore.OWN_FEATURE, FieldsSet.class), FieldsSet.class);
        }
        if (erasable) {
            known.put(Recorded.storedName(TenantStore.OWN_FEATURE, Erased.class), Erased.class);
        }
        ObjectNode kinds = wire.object();
        ArrayNode oneOf = kinds.putArray("oneOf");
        known.forEach((name, event) -> oneOf.add(recorded(wire.object().put("const", name), schemas.answer(event))));
        oneOf.add(another(known.keySet()));
        ObjectNode events = wire.object().put("type", "array");
        events.set("items", schemas.define(feature.name() + ".history", kinds));
        return object("events", events);
    }

    private ObjectNode another(Set<String> known) {
        ObjectNode name = text();
        ArrayNode names = name.putObject("not").putArray("enum");
        known.forEach(names::add);
        return recorded(name, wire.object().put("type", "object"))
                .put(
                        "description",
                        "An event of another feature that led here, or one that a newer version has stored.");
    }

    private ObjectNode recorded(ObjectNode name, ObjectNode event) {
        ObjectNode kind = told(name);
        kind.withObjectProperty("properties").set("event", event);
        kind.withArrayProperty("required").add("event");
        return kind;
    }

    /** Who, when and why of an event of some name. */
    private ObjectNode told(ObjectNode name) {
        ObjectNode kind = wire.object().put("type", "object");
        ObjectNode properties = kind.putObject("properties");
        properties.set("name", name);
        for (String text : List.of("actor", "cause", "command")) {
            properties.set(text, text());
        }
        for (String id : List.of("commandId", "correlation")) {
            properties.set(id, text().put("format", "uuid"));
        }
        for (String time : List.of("happenedAt", "recordedAt")) {
            properties.set(time, text().put("format", "date-time"));
        }
        properties.putObject("sequence").put("type", "integer");
        properties.set(
                "part",
                text().put(
                                "description",
                                "Which of several that one stored event is read as; not of the first of them."));
        properties.putObject("rules").put("type", "integer");
        ArrayNode required = kind.putArray("required");
        Stream.of(
                        "name",
                        "sequence",
                        "actor",
                        "commandId",
                        "command",
                        "rules",
                        "correlation",
                        "happenedAt",
                        "recordedAt")
                .forEach(required::add);
        return kind;
    }

    private ObjectNode object(String property, ObjectNode schema) {
        ObjectNode object = wire.object().put("type", "object");
        object.putObject("properties").set(property, schema);
        object.putArray("required").add(property);
        return object;
    }

    private ObjectNode text() {
        return wire.object().put("type", "string");
    }

    private ObjectNode texts() {
        ObjectNode texts = wire.object().put("type", "array");
        texts.set("items", text());
        return texts.put("maxItems", Report.MAX_MEASURES);
    }

    private ObjectNode integer(int min, int max) {
        return wire.object().put("type", "integer").put("minimum", min).put("maximum", max);
    }
}
