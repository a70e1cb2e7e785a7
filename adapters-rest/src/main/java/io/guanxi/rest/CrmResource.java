package io.guanxi.rest;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one resource that a host registers, made by {@link CrmRest#resources()}: all paths, and who answers them. It asks who is
 * there, finds the collection, and leaves the rest to the collection's table. A collection that is not ours is the host's to deny.
 */
@Path("/")
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public final class CrmResource {

    private static final String SHADOWS = "shadows";

    private final Crm crm;
    private final ActorResolver actors;
    private final ImmutableMap<String, Endpoint> endpoints;
    private final Wire wire;
    private final ProblemMapper problems;
    private final Retaining retaining;
    private final Shadowing shadowing;
    private final Tables tables;
    private final byte[] document;
    private final int maxBodyBytes;

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
        wire = new Wire();
        problems = new ProblemMapper(wire, actors.challenge());
        Bodies bodies = new Bodies(wire, new Constraints());
        tables = new Tables(maxTableBytes);
        shadowing = new Shadowing(wire, bodies, tables);
        retaining = new Retaining(crm, declaration, wire, bodies);
        ImmutableMap.Builder<String, Endpoint> table = ImmutableMap.builder();
        routes.forEach(each -> table.put(each.collection(), Endpoint.of(each, crm, wire, bodies)));
        endpoints = table.buildOrThrow();
        document = wire.bytes(new OpenApi(crm, routes, declaration != null, wire).document());
    }

    /** What the host's Jakarta REST knows of a request. */
    public static final class Call {

        @Context
        private @Nullable UriInfo uri;

        @Context
        private @Nullable HttpHeaders headers;

        @Context
        private @Nullable SecurityContext security;

        /** For Jakarta REST. */
        public Call() {}
    }

    /** A way to answer. */
    private interface Answer {
        Response to(CrmSession session, Request request);
    }

    /** The description of everything below, in OpenAPI 3.1. */
    @GET
    @Path("openapi.json")
    public Response openApi(@BeanParam Call call) {
        return answer(
                call,
                null,
                (session, request) ->
                        Response.ok(document).type(MediaType.APPLICATION_JSON).build());
    }

    /** The feed of events, for other systems. */
    @GET
    @Path("events")
    @Produces({CloudEvents.BATCH, Problem.MEDIA_TYPE})
    public Response events(@BeanParam Call call) {
        return answer(call, null, (session, request) -> CloudEvents.read(session, request, wire));
    }

    /** The ledger of what has been erased in the tenant, for auditors. */
    @GET
    @Path("erasures")
    public Response erasures(@BeanParam Call call) {
        return answer(call, null, (session, request) -> {
            request.parameters();
            return wire.ok(wire.erasures(session.erasures())).build();
        });
    }

    /** What each rule of retention would do now, and what it has done. */
    @GET
    @Path("retention")
    public Response retention(@BeanParam Call call) {
        return answer(call, null, retaining::list);
    }

    /** Does now what a rule of retention says. */
    @POST
    @Path("retention/run")
    public Response retain(@BeanParam Call call, @Nullable InputStream body) {
        return answer(call, body, retaining::run);
    }

    /** The record of processing activities. */
    @GET
    @Path("processing-register")
    @Produces({MediaType.APPLICATION_JSON, Retaining.MARKDOWN, Problem.MEDIA_TYPE})
    public Response register(@BeanParam Call call) {
        return answer(call, null, retaining::register);
    }

    /** Takes a table in: the body is the file. */
    @POST
    @Path("imports/{kind}")
    public Response takeTable(@BeanParam Call call, @Nullable InputStream body) {
        return answer(call, body, tables::take);
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
    public Response giveTable(@BeanParam Call call) {
        return answer(call, null, tables::give);
    }

    /** Makes another system the master of one kind of records. */
    @POST
    @Path("shadows/{source}/{kind}/follow")
    public Response follow(@BeanParam Call call, @Nullable InputStream body) {
        require(SHADOWS);
        return answer(call, body, shadowing::follow);
    }

    /** Takes in what has changed in a followed system: the body is the file. */
    @POST
    @Path("shadows/{source}/{kind}/changes")
    public Response changes(@BeanParam Call call, @Nullable InputStream body) {
        require(SHADOWS);
        return answer(call, body, shadowing::changes);
    }

    /** How far what is in a followed system is what is here: the body is the file. */
    @POST
    @Path("shadows/{source}/{kind}/parity")
    public Response parity(@BeanParam Call call, @Nullable InputStream body) {
        require(SHADOWS);
        return answer(call, body, shadowing::parity);
    }

    /** Makes the CRM the master of one kind of records of a followed system: the body is the file of what is there. */
    @POST
    @Path("shadows/{source}/{kind}/take-over")
    public Response takeOver(@BeanParam Call call, @Nullable InputStream body) {
        require(SHADOWS);
        return answer(call, body, shadowing::takeOver);
    }

    /** A page of views. */
    @GET
    @Path("{collection}")
    public Response list(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::list);
    }

    /** How many views. */
    @GET
    @Path("{collection}/count")
    public Response count(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::count);
    }

    /** Figures over views. */
    @GET
    @Path("{collection}/report")
    public Response report(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::report);
    }

    /** What is called how, for forms and tables. */
    @GET
    @Path("{collection}/fields")
    public Response fields(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::fields);
    }

    /** How much each attribute and custom field is used. */
    @GET
    @Path("{collection}/usage")
    public Response usage(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::usage);
    }

    /** Who fills each custom field in, and since when. */
    @GET
    @Path("{collection}/field-report")
    public Response fieldReport(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::fieldReport);
    }

    /** One view. */
    @GET
    @Path("{collection}/{id}")
    public Response view(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.reading()::view);
    }

    /** Everything that has happened to one aggregate. */
    @GET
    @Path("{collection}/{id}/history")
    public Response history(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.histories()::history);
    }

    /** Why one event is in the log. */
    @GET
    @Path("{collection}/{id}/history/{sequence}")
    public Response explain(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.histories()::explain);
    }

    /** Which event made each field of one aggregate's view what it is. */
    @GET
    @Path("{collection}/{id}/provenance")
    public Response provenance(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.histories()::provenance);
    }

    /** What has happened with one customer, over all features. */
    @GET
    @Path("{collection}/{id}/timeline")
    public Response timeline(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::timeline);
    }

    /** Whether one customer may be contacted. */
    @GET
    @Path("{collection}/{id}/permission")
    public Response permission(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::permission);
    }

    /** Who counts together with one customer, and what they come to. */
    @GET
    @Path("{collection}/{id}/group")
    public Response group(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::group);
    }

    /** How good what is known of one customer is. */
    @GET
    @Path("{collection}/{id}/quality")
    public Response quality(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::quality);
    }

    /** What is missing most, owner by owner. */
    @GET
    @Path("{collection}/gaps")
    public Response gaps(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::gaps);
    }

    /** Looks at all customers for duplicates and invalid values. */
    @POST
    @Path("{collection}/scan")
    public Response scan(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::scan);
    }

    /** Who is like a customer that is to be registered. */
    @POST
    @Path("{collection}/duplicates")
    public Response duplicates(@BeanParam Call call, @Nullable InputStream body) {
        return ofCollection(call, body, at -> at.ofCustomers()::duplicates);
    }

    /** Everything that is held about one person. */
    @GET
    @Path("{collection}/{id}/file")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, Problem.MEDIA_TYPE})
    public Response file(@BeanParam Call call) {
        return ofCollection(call, null, at -> at.ofCustomers()::file);
    }

    /** When and why one was erased. */
    @GET
    @Path("{collection}/{id}/erasure")
    public Response erasure(@BeanParam Call call) {
        if (!crm.erasable()) {
            throw new NotFoundException();
        }
        return ofCollection(call, null, at -> at.commanding()::erasure);
    }

    /** Makes an aggregate known, with the caller's id. */
    @PUT
    @Path("{collection}/{id}")
    public Response put(@BeanParam Call call, @Nullable InputStream body) {
        return ofCollection(call, body, at -> at.commanding()::put);
    }

    /** Any other command, and the erasure of a person. */
    @POST
    @Path("{collection}/{id}/{command}")
    public Response post(@BeanParam Call call, @Nullable InputStream body) {
        return ofCollection(call, body, at -> at.commanding()::post);
    }

    private Response ofCollection(Call call, @Nullable InputStream body, Function<Endpoint, Answer> chosen) {
        String collection = requireNonNull(call.uri).getPathParameters().getFirst("collection");
        return answer(call, body, chosen.apply(require(collection)));
    }

    /** The host denies what is not there, whoever asks. */
    private Endpoint require(@Nullable String collection) {
        Endpoint endpoint = collection == null ? null : endpoints.get(collection);
        if (endpoint == null) {
            throw new NotFoundException();
        }
        return endpoint;
    }

    private Response answer(Call call, @Nullable InputStream body, Answer answer) {
        UriInfo uri = requireNonNull(call.uri);
        HttpHeaders headers = requireNonNull(call.headers);
        SecurityContext security = requireNonNull(call.security);
        return problems.guard(headers, () -> {
            Caller caller = actors.callerOf(headers, security).orElseThrow(Refusal::nobodyLoggedIn);
            CrmSession session = crm.as(caller.actor(), caller.tenant());
            return answer.to(session, new Request(uri, headers, body, maxBodyBytes));
        });
    }
}
