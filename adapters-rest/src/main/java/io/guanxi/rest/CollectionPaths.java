package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Crm;
import io.guanxi.application.Erasure;
import io.guanxi.application.disclosure.DisclosureView;
import io.guanxi.application.group.Rollup;
import io.guanxi.application.privacy.Permission;
import io.guanxi.application.quality.Gaps;
import io.guanxi.application.quality.QualityScan;
import io.guanxi.application.quality.QualityScore;
import io.guanxi.application.schema.FieldDescription;
import io.guanxi.application.schema.FieldReport;
import io.guanxi.application.schema.FieldUsage;
import io.guanxi.application.timeline.TimelineEntry;
import io.guanxi.application.view.PageRequest;
import io.guanxi.application.view.ViewType;
import io.guanxi.rest.OfCustomers.Question;
import io.guanxi.rest.Problem.Kind;
import io.guanxi.rest.Routes.Route;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The paths of one collection: what can be asked of it, and of each in it. */
final class CollectionPaths {

    private final ObjectNode paths;
    private final Routes<?, ?> table;
    private final ViewType<?> type;
    private final Crm crm;
    private final List<ViewType<?>> types;
    private final Schemas schemas;
    private final Shapes shapes;
    private final String all;
    private final String one;
    private final String identity;
    private final ObjectNode view;

    CollectionPaths(
            ObjectNode paths, Routes<?, ?> table, Crm crm, List<ViewType<?>> types, Schemas schemas, Shapes shapes) {
        this.paths = paths;
        this.table = table;
        this.type = table.view();
        this.crm = crm;
        this.types = types;
        this.schemas = schemas;
        this.shapes = shapes;
        all = "/" + table.collection();
        one = all + "/{id}";
        identity = OpenApi.identity(table);
        view = shapes.view(type);
    }

    void describe() {
        page();
        figures();
        fields();
        single();
        if (!type.isOfEachEvent()) {
            histories();
            if (crm.erasable()) {
                erasing();
            }
        }
        if (Question.TIMELINE.isAnswered(type, crm)) {
            timeline();
        }
        if (Question.PERMISSION.isAnswered(type, crm)) {
            permission();
        }
        if (Question.GROUP.isAnswered(type, crm)) {
            group();
        }
        if (Question.DUPLICATES.isAnswered(type, crm)) {
            duplicates();
        }
        if (Question.QUALITY.isAnswered(type, crm)) {
            quality();
        }
        if (types.contains(DisclosureView.TYPE)) {
            unmasking();
        }
        if (Question.FILE.isAnswered(type, crm)) {
            file();
        }
    }

    private Operation operation(String method, String path, String name, String summary) {
        return new Operation(paths, method, path, table.collection() + "." + name, summary, shapes);
    }

    private Operation get(String path, String name, String summary) {
        return operation("get", path, name, summary).tagged(table.collection()).takes("AcceptLanguage");
    }

    private Operation post(String path, String name, String summary) {
        return operation("post", path, name, summary).tagged(table.collection());
    }

    // ---- many

    private void page() {
        Operation page = get(all, "readPage", "A page of them")
                .query("filter", filterHelp(type))
                .query("sort", "Attributes in order, largest first with a minus: name,-changedAt. At most 4.")
                .query("limit", shapes.integer(1, PageRequest.MAX_LIMIT), "How many; 50 if not given.")
                .query("cursor", "What next of the page before said; in the same order and filter.")
                .query("with", "What to read along: " + names(FilterReader.targets(types, type)) + ".");
        if (type.customFields() != null) {
            page.query(
                    "shows",
                    "The fields that the screen shows, such as name,custom.region: they count as read. It changes no answer.");
        }
        if (crm.lookedUp().contains(type)) {
            page.query(
                    "lookup",
                    "What somebody types: beginnings of words, of their pinyin or its initials, the last digits of a number. At most"
                            + " 100 are found, the best first; without sort and cursor.");
        }
        page.takes("AsOf", "AsOfTime").answers(shapes.page(type, view), Kind.FORBIDDEN);
    }

    private void figures() {
        get(all + "/count", "readCount", "How many")
                .query("filter", filterHelp(type))
                .takes("AsOf", "AsOfTime")
                .answers(shapes.object("count", shapes.integer()), Kind.FORBIDDEN);

        ObjectNode measures = shapes.list(shapes.text()).put("maxItems", Report.MAX_MEASURES);
        get(all + "/report", "readReport", "Figures by groups")
                .query("filter", filterHelp(type))
                .query("groupBy", "No, one or two attributes.")
                .query("measure", measures, "count, sum(employees), average, min, max; vip:count where level==A.")
                .takes("AsOf", "AsOfTime")
                .answers(shapes.report(), Kind.FORBIDDEN);
    }

    private void fields() {
        ObjectNode form = shapes.object("fields", shapes.list(schemas.answer(FieldDescription.class)));
        form.withObjectProperty("properties").set("label", shapes.text());
        form.withArrayProperty("required").add("label");
        get(all + "/fields", "readFields", "What is called how, for forms and tables")
                .answers(form, Kind.FORBIDDEN)
                .tells("200", HttpHeaders.CONTENT_LANGUAGE);

        Operation usage = get(all + "/usage", "readUsage", "How many have a value in each field")
                .query("filter", filterHelp(type));
        if (type.customFields() != null) {
            usage.query(
                    "since",
                    shapes.text("date"),
                    "The first day of the questions of which to tell how many asked for each.");
        }
        usage.answers(shapes.object("fields", shapes.list(schemas.answer(FieldUsage.class))), Kind.FORBIDDEN);

        if (type.customFields() != null) {
            get(
                            all + "/field-report",
                            "readFieldReport",
                            "Who fills each custom field in, and since when; reads the whole log")
                    .query("since", shapes.text("date"), "The first day of the questions that count; all if not given.")
                    .answers(shapes.object("fields", shapes.list(schemas.answer(FieldReport.class))), Kind.FORBIDDEN);
        }
    }

    private void duplicates() {
        Operation duplicates = post(
                        all + "/duplicates",
                        "duplicates",
                        "Who is like one that is to be registered, the likeliest first; nothing is registered")
                .takes("AcceptLanguage")
                .answers(shapes.object("candidates", shapes.list(schemas.answer(Likeness.class))), Kind.FORBIDDEN);
        table.byName().values().stream()
                .filter(Route::creates)
                .forEach(each -> duplicates.asks(schemas.request(each.request())));
    }

    private void quality() {
        get(
                        one + "/quality",
                        "readQuality",
                        "How good what is known is, in percent: completeness, validity, timeliness, uniqueness and their mean")
                .takes("Id")
                .answers(schemas.answer(QualityScore.class), Kind.FORBIDDEN, Kind.NOT_FOUND);

        get(all + "/gaps", "readGaps", "What is missing, the worst first")
                .query("filter", filterHelp(type))
                .query("groupBy", "An attribute; the owner, if not given.")
                .answers(shapes.object("gaps", shapes.list(schemas.answer(Gaps.class))), Kind.FORBIDDEN);

        post(all + "/scan", "scan", "Looks for duplicates and invalid values, and reports them as findings")
                .answers(schemas.answer(QualityScan.Result.class), Kind.FORBIDDEN);
    }

    // ---- one

    private void single() {
        get(one, "readOne", "One of them")
                .takes(identity, "IfNoneMatch", "AsOf", "AsOfTime")
                .answers(view, Kind.FORBIDDEN, Kind.NOT_FOUND)
                .responds("304", shapes.response("Still the version that is known"))
                .tells("200", HttpHeaders.ETAG)
                .tells("304", HttpHeaders.ETAG);
    }

    private void histories() {
        get(one + "/history", "readHistory", "Every event, oldest first")
                .takes(identity, "AsOf", "AsOfTime")
                .query("after", shapes.integer(0, Integer.MAX_VALUE), "The sequence of the last event that is known.")
                .query("limit", shapes.integer(1, PageRequest.MAX_LIMIT), "How many; as many as can be if not given.")
                .answers(shapes.history(type), Kind.FORBIDDEN, Kind.NOT_FOUND);

        get(
                        one + "/history/{sequence}",
                        "explain",
                        "An event, the event that it answered, and so on to the command that somebody gave")
                .takes(identity, "Sequence")
                .answers(shapes.history(type), Kind.FORBIDDEN, Kind.NOT_FOUND);

        get(
                        one + "/provenance",
                        "readProvenance",
                        "For each field that has or had a value, by its path, the event that made it what it is")
                .takes("Id")
                .answers(shapes.provenance(), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void timeline() {
        get(one + "/timeline", "readTimeline", "A page of what has happened, over all features, the newest first")
                .takes(identity, "AsOf", "AsOfTime")
                .query("filter", filterHelp(TimelineEntry.TYPE))
                .query("limit", shapes.integer(1, PageRequest.MAX_LIMIT), "How many; 50 if not given.")
                .query("cursor", "What next of the page before said; with the same filter.")
                .answers(
                        shapes.page(TimelineEntry.TYPE, shapes.view(TimelineEntry.TYPE)),
                        Kind.FORBIDDEN,
                        Kind.NOT_FOUND);
    }

    private void erasing() {
        operation(
                        "post",
                        one + "/" + Routes.ERASE,
                        "erase",
                        "Makes unreadable for good what this, and all that belongs to it, tells of persons")
                .says("May be repeated. Answers what this request has erased. No command is taken afterwards.")
                .tagged(table.collection())
                .takes(identity, "AcceptLanguage")
                .answers(shapes.erasures(), Kind.FORBIDDEN, Kind.NOT_FOUND, Kind.STALE)
                .asks(schemas.request(ErasureRequest.class));

        get(one + "/erasure", "readErasure", "When and why it was erased")
                .takes(identity)
                .answers(schemas.answer(Erasure.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void unmasking() {
        post(
                        one + "/" + Routes.UNMASK,
                        Routes.UNMASK,
                        "One of them with what is masked in clear; who, what and why is written down")
                .takes("Id", "AcceptLanguage")
                .answers(view, Kind.FORBIDDEN, Kind.NOT_FOUND)
                .asks(schemas.request(UnmaskRequest.class));
    }

    private void file() {
        get(
                        one + "/file",
                        "readFile",
                        "Everything that is held about the person; as a page, if text/html is accepted first")
                .takes("Id")
                .query("reason", "Why, such as the number of the person's request; it is written down.")
                .answers(shapes.object(), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void permission() {
        get(one + "/permission", "readPermission", "Whether the customer may be contacted now, and why")
                .takes("Id")
                .query("purpose", "For what; the host's word.")
                .query("channel", "By which way; the host's word.")
                .answers(schemas.answer(Permission.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    private void group() {
        get(
                        one + "/group",
                        "readGroup",
                        "Who counts together with it, subsidiaries or a household, and what they come to")
                .takes("Id")
                .query("on", shapes.text("date"), "Who belonged to a household that day; today if not given.")
                .answers(schemas.answer(Rollup.class), Kind.FORBIDDEN, Kind.NOT_FOUND);
    }

    // ---- words

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
}
