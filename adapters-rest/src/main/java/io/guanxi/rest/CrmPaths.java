package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.CaseFormat;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.exports.Export;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.privacy.ProcessingRegister;
import io.guanxi.application.retention.Retention;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.ShadowView;
import io.guanxi.application.view.PageRequest;
import io.guanxi.domain.shadow.ShadowRule;
import io.guanxi.rest.Problem.Kind;
import java.util.List;

/** The paths that are of no collection: the feed, what is erased or kept for how long, tables, and other systems that are followed. */
final class CrmPaths {

    private final ObjectNode paths;
    private final Schemas schemas;
    private final Shapes shapes;

    CrmPaths(ObjectNode paths, Schemas schemas, Shapes shapes) {
        this.paths = paths;
        this.schemas = schemas;
        this.shapes = shapes;
    }

    private Operation get(String path, String id, String summary) {
        return new Operation(paths, "get", path, id, summary, shapes);
    }

    private Operation post(String path, String id, String summary) {
        return new Operation(paths, "post", path, id, summary, shapes);
    }

    // ---- events

    void feed() {
        Operation feed = get(
                        "/events",
                        "events.read",
                        "The feed of events for other systems; the header Link says where it goes on")
                .tagged("events")
                .takes("AcceptLanguage")
                .query("after", "Where it begins, as Link said; from the first event on if not given.")
                .query("limit", shapes.integer(1, PageRequest.MAX_LIMIT), "How many; as many as can be if not given.")
                .query("feature", "Whose events, such as customer,ticket; all if not given.")
                .answers(shapes.list(shapes.cloudEvent()), Kind.FORBIDDEN);
        ObjectNode content = feed.content();
        content.set(CloudEvents.BATCH, content.remove(Operation.JSON));
    }

    // ---- what is erased, and kept for how long

    void erasures() {
        get("/erasures", "erasures.read", "What has been erased, when and why, oldest first: for auditors")
                .tagged("erasures")
                .takes("AcceptLanguage")
                .answers(shapes.erasures(), Kind.FORBIDDEN);
    }

    void retention() {
        get(
                        "/retention",
                        "retention.read",
                        "What each rule of retention would do now, what is held, and what it has removed")
                .tagged("retention")
                .takes("AcceptLanguage")
                .answers(shapes.object("rules", shapes.list(schemas.answer(Retention.class))), Kind.FORBIDDEN);

        post(
                        "/retention/run",
                        "retention.run",
                        "Does now what a rule's duty would do at its next turn, to at most 1,000 things")
                .tagged("retention")
                .takes("AcceptLanguage")
                .answers(shapes.object("done", shapes.integer()), Kind.FORBIDDEN, Kind.NOT_FOUND)
                .asks(schemas.request(RetentionRequest.class));
    }

    void processingRegister() {
        get(
                        "/processing-register",
                        "processingRegister.read",
                        "The record of processing activities (GDPR art. 30, PIPL art. 55)")
                .tagged("retention")
                .takes("AcceptLanguage")
                .answers(schemas.answer(ProcessingRegister.class), Kind.FORBIDDEN)
                .content()
                .putObject(Retaining.MARKDOWN + ";charset=utf-8")
                .set("schema", shapes.text());
    }

    // ---- tables

    void imports() {
        Operation take = post(
                        "/imports/{kind}", "imports.take", "Takes a table in, such as another system has exported")
                .says("The body is the file: CSV in any dialect and encoding, XLSX, JSON Lines or vCard. Its columns"
                        + " are recognised. Sent again, only what has changed is done. It is a right of its own.")
                .tagged("imports")
                .takes("AcceptLanguage")
                .path("kind", kinds(), "What the rows tell of.")
                .query("source", "The name of the system that it comes from, such as salesforce.")
                .query("updateBy", "The field by which a record is found too, such as email.")
                .query("only", "create or update; both if not given.")
                .query("dryRun", "true, if nothing is to be written.")
                .query("batch", shapes.text("uuid"), "The batch that it belongs to; one of its own if not given.");
        ObjectNode report = shapes.object().put("additionalProperties", true);
        ObjectNode figures = report.putObject("properties");
        figures.set("batch", shapes.text("uuid"));
        for (String each :
                List.of("rows", "created", "updated", "unchanged", "rejected", "suspected", "refused", "uncompared")) {
            figures.set(each, shapes.integer(0, Integer.MAX_VALUE));
        }
        answersTable(take, schemas.define("ImportReport", report));
    }

    void exports() {
        ObjectNode content = get(
                        "/exports/{kind}",
                        "exports.give",
                        "All records of a kind that the reader may see, as a table that imports read back as the same")
                .tagged("exports")
                .takes("AcceptLanguage")
                .path("kind", kinds(), "What the rows tell of.")
                .query("format", "csv, xlsx, vcard or jsonl; if not given, what Accept says, else csv.")
                .answers(shapes.text(), Kind.FORBIDDEN)
                .content();
        content.removeAll();
        formats(content);
    }

    private ObjectNode kinds() {
        ObjectNode kind = shapes.text();
        ArrayNode kinds = kind.putArray("enum");
        for (RecordKind each : RecordKind.values()) {
            kinds.add(each.plural());
        }
        return kind;
    }

    private static void formats(ObjectNode content) {
        for (Export.Format each : Export.Format.values()) {
            content.putObject(each.mediaType()).putObject("schema").put("type", "string");
        }
    }

    /** A table that arrives, and what it may say beside itself. */
    private Operation answersTable(Operation operation, ObjectNode schema, Kind... problems) {
        operation
                .query("mapping", "JSON that says what columns are, such as {\"Phone 2\": \"mobile\"}.")
                .query("currency", "In which amounts are meant that do not say, such as CNY.")
                .query("region", "Where telephone numbers are dialled, such as CN.");
        formats(operation.body(true));
        return operation.answers(schema, problems).fails(Kind.FORBIDDEN, Kind.TOO_LARGE, Kind.UNSUPPORTED_MEDIA_TYPE);
    }

    // ---- other systems that are followed

    void shadows() {
        shadow("follow", "Makes that system the master of such records")
                .answers(shapes.view(ShadowView.TYPE), Kind.FORBIDDEN, Kind.STALE)
                .asks(schemas.request(Routes.Nothing.class));

        Operation changes = shadow("changes", "Takes in what has changed there, in order")
                .says(
                        "The body is a file in which each row is a record that was made or changed, as of POST /imports/{kind}, or"
                                + " deleted. Of a file that has grown since, only what is new is taken in; another one is from its beginning.");
        answersTable(changes, schemas.answer(Shadowing.CaughtUp.class), Kind.NOT_FOUND, Kind.STALE);

        Operation parity = shadow("parity", "How far what is there is what is here; writes nothing");
        answersTable(parity, schemas.answer(Following.Compared.class));

        Operation takeOver = shadow("take-over", "Makes the CRM the master of such records, for good")
                .says("The body is a file of what is there now; if it differs, there must be a reason.")
                .query("reason", "Why, although they differ.");
        answersTable(takeOver, schemas.answer(Parity.class), Kind.NOT_FOUND, Kind.STALE)
                .responds(
                        String.valueOf(Kind.REFUSED.status()),
                        shapes.refusals(List.of(ShadowRule.NOT_FOLLOWED, ShadowRule.NO_PARITY)));
    }

    private Operation shadow(String deed, String summary) {
        return post(
                        "/shadows/{source}/{kind}/" + deed,
                        "shadows." + CaseFormat.LOWER_HYPHEN.to(CaseFormat.LOWER_CAMEL, deed),
                        summary)
                .tagged("shadows")
                .takes("AcceptLanguage")
                .path("source", shapes.text(), "The system's name, such as erp.")
                .path("kind", kinds(), "What the rows tell of.");
    }
}
