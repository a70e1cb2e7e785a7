package io.guanxi.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.guanxi.application.Crm;
import io.guanxi.application.shadow.ShadowView;
import io.guanxi.application.view.ViewType;
import io.guanxi.rest.Problem.Kind;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** The description of all routes in OpenAPI 3.1, made of the tables and records themselves, so it cannot fall behind them. */
final class OpenApi {

    static final String PREFERENCE_APPLIED = "Preference-Applied";

    private final Crm crm;
    private final List<Routes<?, ?>> routes;
    private final boolean declared;
    private final Wire wire;
    private final List<ViewType<?>> types;
    private final Schemas schemas;
    private final Shapes shapes;

    /** @param declared whether it is told why data are processed */
    OpenApi(Crm crm, List<Routes<?, ?>> routes, boolean declared, Wire wire) {
        this.crm = crm;
        this.routes = routes;
        this.declared = declared;
        this.wire = wire;
        types = CrmRest.viewTypes(crm).toList();
        schemas = new Schemas(wire);
        shapes = new Shapes(wire, schemas, crm.features(), types, crm.erasable());
    }

    ObjectNode document() {
        ObjectNode document = wire.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Guanxi CRM")
                .put("version", "1")
                .put("description", "Every command and every view of the CRM. Log in as the host says.");
        document.putArray("servers").addObject().put("url", ".");
        describe(document.putObject("paths"));
        ObjectNode components = document.putObject("components");
        components.set("responses", problems());
        components.set("parameters", parameters());
        components.set("headers", headers());
        components.set("schemas", schemas.components());
        return document;
    }

    private void describe(ObjectNode paths) {
        ObjectNode outcome = shapes.outcome();
        for (Routes<?, ?> each : routes) {
            new CollectionPaths(paths, each, crm, types, schemas, shapes).describe();
            new CommandPaths(paths, each, schemas, shapes, outcome).describe();
        }
        CrmPaths others = new CrmPaths(paths, schemas, shapes);
        others.feed();
        others.erasures();
        others.retention();
        if (declared) {
            others.processingRegister();
        }
        others.imports();
        others.exports();
        if (types.contains(ShadowView.TYPE)) {
            others.shadows();
        }
    }

    private ObjectNode problems() {
        ObjectNode problems = wire.object();
        for (Kind kind : Kind.values()) {
            problems.set(kind.name(), shapes.problem(kind.title(false)));
        }
        Shapes.tells(problems.get(Kind.UNAUTHENTICATED.name()), HttpHeaders.WWW_AUTHENTICATE);
        return problems;
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
                .set("schema", shapes.text());
    }

    /** The parameter that stands in the paths of a collection. */
    static String identity(Routes<?, ?> table) {
        return table.isNamed() ? "Name" : "Id";
    }

    private ObjectNode parameters() {
        ObjectNode all = wire.object();
        path(all, "Id", "id", shapes.text("uuid"), "Made by the caller, so a repeated request is safe.");
        path(all, "Name", "id", shapes.text(), "The name of a feature, such as customer.");
        header(all, "IfMatch", "If-Match", "The version that was seen, such as \"7\"; 412 if it is another.");
        header(all, "IfNoneMatch", "If-None-Match", "GET: 304 if it is still this version. PUT: * for new only.");
        header(
                all,
                "IdempotencyKey",
                "Idempotency-Key",
                "A request sent again with the same key is not done again, and is answered as before.");
        header(
                all,
                "HappenedAt",
                "Happened-At",
                "When it happened in the business, such as 2026-03-01T12:00:00Z; now if not given.");
        ObjectNode sequence = shapes.integer(1, Integer.MAX_VALUE);
        path(all, "Sequence", "sequence", sequence, "The event's number within its history, from 1.");
        query(all, "AsOf", "asOf", shapes.text("date-time"), "The past: as it was at this instant.");
        ObjectNode times = shapes.text();
        times.putArray("enum").add("recorded").add("happened");
        query(all, "AsOfTime", "asOfTime", times, "Of which time: recorded if not given.");
        header(all, "Prefer", "Prefer", "return=representation for the view instead of the outcome.");
        header(all, "AcceptLanguage", "Accept-Language", "en or zh-CN, for problems.");
        return all;
    }

    private static void path(ObjectNode all, String key, String name, ObjectNode schema, String description) {
        Shapes.parameter(all.putObject(key), "path", name, schema, description);
    }

    private static void query(ObjectNode all, String key, String name, ObjectNode schema, String description) {
        Shapes.parameter(all.putObject(key), "query", name, schema, description);
    }

    private void header(ObjectNode all, String key, String name, String description) {
        Shapes.parameter(all.putObject(key), "header", name, shapes.text(), description);
    }
}
