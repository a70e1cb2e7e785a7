package io.guanxi.rest;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one resource that a host registers, made by {@link CrmRest#resources()}. It asks who is there, finds the collection, and
 * leaves the rest to the collection's table. A collection that is not ours is the host's to deny.
 */
@Path("/")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class CrmResource {

    private final Crm crm;
    private final ActorResolver actors;
    private final ImmutableMap<String, Endpoint<?, ?>> endpoints;
    private final Wire wire;
    private final ProblemMapper problems;
    private final Retaining retaining;
    private final Shadowing shadowing;
    private final byte[] document;
    private final int maxBodyBytes;
    private final int maxTableBytes;

    CrmResource(
            Crm crm,
            ActorResolver actors,
            List<Routes<?, ?>> routes,
            @Nullable Declaration declaration,
            int maxBodyBytes,
            int maxTableBytes) {
        this.crm = crm;
        this.actors = actors;
        this.maxBodyBytes = maxBodyBytes;
        this.maxTableBytes = maxTableBytes;
        wire = new Wire();
        problems = new ProblemMapper(wire, actors.challenge());
        Bodies bodies = new Bodies(wire, new Constraints());
        shadowing = new Shadowing(wire, bodies, maxTableBytes);
        retaining = new Retaining(crm, declaration, wire, bodies);
        ImmutableMap.Builder<String, Endpoint<?, ?>> table = ImmutableMap.builder();
        routes.forEach(each -> table.put(each.collection(), new Endpoint<>(each, crm, wire, bodies)));
        endpoints = table.buildOrThrow();
        document = wire.bytes(new OpenApi(crm, routes, declaration != null, wire).document());
    }

    /** The description of everything below, in OpenAPI 3.1. */
    @GET
    @Path("openapi.json")
    public Response openApi(@Context HttpHeaders headers, @Context SecurityContext security) {
        return problems.guard(headers, () -> {
            session(headers, security);
            return Response.ok(document).type(MediaType.APPLICATION_JSON).build();
        });
    }

    /** The feed of events, for other systems. */
    @GET
    @Path("events")
    @Produces({CloudEvents.BATCH, Problem.MEDIA_TYPE})
    public Response events(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        return problems.guard(
                headers,
                () -> CloudEvents.read(
                        session(headers, security), new Request(uri, headers, null, maxBodyBytes), wire));
    }

    /** The ledger of what has been erased in the tenant, for auditors. */
    @GET
    @Path("erasures")
    public Response erasures(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        return problems.guard(headers, () -> {
            CrmSession session = session(headers, security);
            Parameters.read(uri, Set.of(), Set.of());
            return wire.ok(wire.erasures(session.erasures())).build();
        });
    }

    /** What each rule of retention would do now, and what it has done. */
    @GET
    @Path("retention")
    public Response retention(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        return problems.guard(
                headers,
                () -> retaining.list(session(headers, security), new Request(uri, headers, null, maxBodyBytes)));
    }

    /** Does now what a rule of retention says. */
    @POST
    @Path("retention/run")
    public Response retain(
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return problems.guard(
                headers,
                () -> retaining.run(session(headers, security), new Request(uri, headers, body, maxBodyBytes)));
    }

    /** The record of processing activities. */
    @GET
    @Path("processing-register")
    @Produces({MediaType.APPLICATION_JSON, Retaining.MARKDOWN, Problem.MEDIA_TYPE})
    public Response register(@Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext security) {
        return problems.guard(
                headers,
                () -> retaining.register(session(headers, security), new Request(uri, headers, null, maxBodyBytes)));
    }

    /** Takes a table in: the body is the file. */
    @POST
    @Path("imports/{kind}")
    public Response takeTable(
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return problems.guard(
                headers,
                () -> Tables.take(
                        session(headers, security),
                        kind,
                        new Request(uri, headers, body, maxBodyBytes),
                        maxTableBytes));
    }

    /** Gives all records of a kind as a table. */
    @GET
    @Path("exports/{kind}")
    @Produces({
        "text/csv",
        "text/vcard",
        "application/jsonl",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        MediaType.APPLICATION_JSON,
        Problem.MEDIA_TYPE
    })
    public Response giveTable(
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return problems.guard(
                headers,
                () -> Tables.give(session(headers, security), kind, new Request(uri, headers, null, maxBodyBytes)));
    }

    /** Makes another system the master of one kind of records. */
    @POST
    @Path("shadows/{source}/{kind}/follow")
    public Response follow(
            @PathParam("source") String source,
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                "shadows",
                uri,
                headers,
                security,
                body,
                ask -> shadowing.follow(ask.session, source, kind, ask.request));
    }

    /** Takes in what has changed in a followed system: the body is the file. */
    @POST
    @Path("shadows/{source}/{kind}/changes")
    public Response changes(
            @PathParam("source") String source,
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                "shadows",
                uri,
                headers,
                security,
                body,
                ask -> shadowing.changes(ask.session, source, kind, ask.request));
    }

    /** How far what is in a followed system is what is here: the body is the file. */
    @POST
    @Path("shadows/{source}/{kind}/parity")
    public Response parity(
            @PathParam("source") String source,
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                "shadows",
                uri,
                headers,
                security,
                body,
                ask -> shadowing.parity(ask.session, source, kind, ask.request));
    }

    /** Makes the CRM the master of one kind of records of a followed system: the body is the file of what is there. */
    @POST
    @Path("shadows/{source}/{kind}/take-over")
    public Response takeOver(
            @PathParam("source") String source,
            @PathParam("kind") String kind,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                "shadows",
                uri,
                headers,
                security,
                body,
                ask -> shadowing.takeOver(ask.session, source, kind, ask.request));
    }

    /** A page of views. */
    @GET
    @Path("{collection}")
    public Response list(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.list(ask.session, ask.request));
    }

    /** How many views. */
    @GET
    @Path("{collection}/count")
    public Response count(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.count(ask.session, ask.request));
    }

    /** Figures over views. */
    @GET
    @Path("{collection}/report")
    public Response report(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.report(ask.session, ask.request));
    }

    /** How much each attribute and custom field is used. */
    @GET
    @Path("{collection}/usage")
    public Response usage(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.usage(ask.session, ask.request));
    }

    /** Who fills each custom field in, and since when. */
    @GET
    @Path("{collection}/field-report")
    public Response fieldReport(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.fieldReport(ask.session, ask.request));
    }

    /** What is called how, for forms and tables. */
    @GET
    @Path("{collection}/fields")
    public Response fields(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.fields(ask.session, ask.request));
    }

    /** One view. */
    @GET
    @Path("{collection}/{id}")
    public Response view(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.view(ask.session, ask.request, id));
    }

    /** Everything that has happened to one aggregate. */
    @GET
    @Path("{collection}/{id}/history")
    public Response history(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.history(ask.session, ask.request, id));
    }

    /** Which event made each field of one aggregate's view what it is. */
    @GET
    @Path("{collection}/{id}/provenance")
    public Response provenance(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.provenance(ask.session, ask.request, id));
    }

    /** What has happened with one customer, over all features. */
    @GET
    @Path("{collection}/{id}/timeline")
    public Response timeline(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.timeline(ask.session, ask.request, id));
    }

    /** Whether one customer may be contacted. */
    @GET
    @Path("{collection}/{id}/permission")
    public Response permission(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.permission(ask.session, ask.request, id));
    }

    /** Who counts together with one customer, and what they come to. */
    @GET
    @Path("{collection}/{id}/group")
    public Response group(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.group(ask.session, ask.request, id));
    }

    /** How good what is known of one customer is. */
    @GET
    @Path("{collection}/{id}/quality")
    public Response quality(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.quality(ask.session, ask.request, id));
    }

    /** What is missing most, owner by owner. */
    @GET
    @Path("{collection}/gaps")
    public Response gaps(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.gaps(ask.session, ask.request));
    }

    /** Who is like a customer that is to be registered. */
    @POST
    @Path("{collection}/duplicates")
    public Response duplicates(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                collection, uri, headers, security, body, ask -> ask.endpoint.duplicates(ask.session, ask.request));
    }

    /** Looks at all customers for duplicates and invalid values. */
    @POST
    @Path("{collection}/scan")
    public Response scan(
            @PathParam("collection") String collection,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(collection, uri, headers, security, null, ask -> ask.endpoint.scan(ask.session, ask.request));
    }

    /** Everything that is held about one person. */
    @GET
    @Path("{collection}/{id}/file")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, Problem.MEDIA_TYPE})
    public Response file(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        boolean page = headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(MediaType.TEXT_HTML_TYPE::equals)
                .isPresent();
        Locale locale = headers.getAcceptableLanguages().stream().findFirst().orElse(Locale.ENGLISH);
        return answer(
                collection,
                uri,
                headers,
                security,
                null,
                ask -> ask.endpoint.file(ask.session, ask.request, id, page, locale));
    }

    /** Why one event is in the log. */
    @GET
    @Path("{collection}/{id}/history/{sequence}")
    public Response explain(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("sequence") String sequence,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answer(
                collection,
                uri,
                headers,
                security,
                null,
                ask -> ask.endpoint.explain(ask.session, ask.request, id, sequence));
    }

    /** When and why one was erased. */
    @GET
    @Path("{collection}/{id}/erasure")
    public Response erasure(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        if (!crm.erasable()) {
            throw new NotFoundException();
        }
        return answer(
                collection, uri, headers, security, null, ask -> ask.endpoint.erasure(ask.session, ask.request, id));
    }

    /** Makes an aggregate known, with the caller's id. */
    @PUT
    @Path("{collection}/{id}")
    public Response put(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(collection, uri, headers, security, body, ask -> ask.endpoint.put(ask.session, ask.request, id));
    }

    /** Any other command, and the erasure of a person. */
    @POST
    @Path("{collection}/{id}/{command}")
    public Response post(
            @PathParam("collection") String collection,
            @PathParam("id") String id,
            @PathParam("command") String command,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Nullable InputStream body) {
        return answer(
                collection,
                uri,
                headers,
                security,
                body,
                ask -> ask.endpoint.post(ask.session, ask.request, id, command));
    }

    private Response answer(
            String collection,
            UriInfo uri,
            HttpHeaders headers,
            SecurityContext security,
            @Nullable InputStream body,
            Function<Ask, Response> work) {
        Endpoint<?, ?> endpoint = endpoints.get(collection);
        if (endpoint == null) {
            throw new NotFoundException();
        }
        return problems.guard(
                headers,
                () -> work.apply(
                        new Ask(endpoint, session(headers, security), new Request(uri, headers, body, maxBodyBytes))));
    }

    private CrmSession session(HttpHeaders headers, SecurityContext security) {
        Caller caller = actors.callerOf(headers, security).orElseThrow(Refusal::nobodyLoggedIn);
        return crm.as(caller.actor(), caller.tenant());
    }

    private record Ask(Endpoint<?, ?> endpoint, CrmSession session, Request request) {}
}
