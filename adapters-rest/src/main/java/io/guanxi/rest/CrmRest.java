package io.guanxi.rest;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.Feature;
import io.guanxi.application.privacy.ProcessingRegister.Declaration;
import io.guanxi.application.view.ViewType;
import io.guanxi.rest.activity.ActivityResource;
import io.guanxi.rest.campaign.CampaignResource;
import io.guanxi.rest.consent.ConsentResource;
import io.guanxi.rest.contact.ContactResource;
import io.guanxi.rest.customer.CustomerResource;
import io.guanxi.rest.disclosure.DisclosureResource;
import io.guanxi.rest.duplicate.DuplicateResource;
import io.guanxi.rest.finding.FindingResource;
import io.guanxi.rest.intake.IntakeResource;
import io.guanxi.rest.opportunity.OpportunityResource;
import io.guanxi.rest.person.PersonResource;
import io.guanxi.rest.product.ProductResource;
import io.guanxi.rest.profile.ProfileResource;
import io.guanxi.rest.schema.SchemaResource;
import io.guanxi.rest.shadow.ShadowResource;
import io.guanxi.rest.ticket.TicketResource;
import io.guanxi.rest.timeline.TimelineResource;
import io.guanxi.rest.touchpoint.TouchpointResource;
import io.guanxi.rest.transaction.TransactionResource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Crm} into the host's Jakarta REST application, as one object to register:
 *
 * <pre>{@code
 * new ResourceConfig().registerInstances(CrmRest.of(crm, erpLogin).resources());   // Jersey
 * Set<Object> getSingletons() { return CrmRest.of(crm, erpLogin).resources(); }    // any jakarta.ws.rs.core.Application
 * }</pre>
 *
 * The paths begin at the application's path. A resource class of the host with a path of its own goes before ours.
 */
public final class CrmRest {

    /** The built-in features' tables; a CRM without a feature has no routes for it. */
    static final ImmutableList<Routes<?, ?>> BUILT_IN = ImmutableList.of(
            CustomerResource.ROUTES,
            CustomerResource.MERGES,
            CustomerResource.POOLED,
            ContactResource.ROUTES,
            ConsentResource.ROUTES,
            ProfileResource.ROUTES,
            DisclosureResource.ROUTES,
            FindingResource.ROUTES,
            DuplicateResource.ROUTES,
            TouchpointResource.ROUTES,
            ActivityResource.ROUTES,
            TransactionResource.ROUTES,
            IntakeResource.ROUTES,
            OpportunityResource.ROUTES,
            CampaignResource.ROUTES,
            CampaignResource.MEMBER_STEPS,
            TicketResource.ROUTES,
            TicketResource.MESSAGES,
            ProductResource.ROUTES,
            PersonResource.ROUTES,
            SchemaResource.ROUTES,
            ShadowResource.ROUTES,
            TimelineResource.ROUTES);

    private static final int DEFAULT_MAX_BODY = 256 * 1024;
    private static final int DEFAULT_MAX_TABLE = 100 * 1024 * 1024;

    private final Crm crm;
    private final ActorResolver actors;
    private final ImmutableList<Routes<?, ?>> routes;
    private final @Nullable Declaration declaration;
    private final int maxBodyBytes;
    private final int maxTableBytes;

    private CrmRest(
            Crm crm,
            ActorResolver actors,
            List<Routes<?, ?>> routes,
            @Nullable Declaration declaration,
            int maxBodyBytes,
            int maxTableBytes) {
        this.crm = crm;
        this.actors = actors;
        this.routes = ImmutableList.copyOf(routes);
        this.declaration = declaration;
        this.maxBodyBytes = maxBodyBytes;
        this.maxTableBytes = maxTableBytes;
    }

    /**
     * The built-in features of this CRM over HTTP.
     *
     * @throws NullPointerException without an {@link ActorResolver}: nothing is served to nobody knows whom
     */
    public static CrmRest of(Crm crm, ActorResolver actors) {
        Objects.requireNonNull(actors, "No ActorResolver: who asks is the host's word");
        List<Routes<?, ?>> present = BUILT_IN.stream()
                .filter(each -> viewTypes(crm).anyMatch(each.view()::equals))
                .toList();
        return new CrmRest(crm, actors, present, null, DEFAULT_MAX_BODY, DEFAULT_MAX_TABLE);
    }

    /**
     * The same with another feature's routes, or with other routes for a collection that is there.
     *
     * @throws IllegalStateException if the feature is not part of the CRM
     */
    public CrmRest with(Routes<?, ?> more) {
        if (viewTypes(crm).noneMatch(more.view()::equals)) {
            throw new IllegalStateException("No feature of this CRM shows the view " + more.view());
        }
        Stream<Routes<?, ?>> others =
                routes.stream().filter(each -> !each.collection().equals(more.collection()));
        return new CrmRest(
                crm, actors, Stream.concat(others, Stream.of(more)).toList(), declaration, maxBodyBytes, maxTableBytes);
    }

    /** The same with another bound for what arrives; 256 KiB if not given. What is longer is answered by 413. */
    public CrmRest maxBodyBytes(int bytes) {
        return new CrmRest(crm, actors, routes, declaration, bytes, maxTableBytes);
    }

    /** The same with another bound for tables to be imported, which are kept on disk meanwhile; 100 MiB if not given. */
    public CrmRest maxTableBytes(int bytes) {
        return new CrmRest(crm, actors, routes, declaration, maxBodyBytes, bytes);
    }

    /**
     * The same with the record of processing activities at {@code GET /processing-register}, for those who may see consents.
     *
     * @param said why each feature's data is processed; a feature that is forgotten is an internal error when it is asked for
     */
    public CrmRest declaring(Declaration said) {
        return new CrmRest(crm, actors, routes, said, maxBodyBytes, maxTableBytes);
    }

    /** What to register; one object for the life of the application, safe for any number of threads. */
    public Set<Object> resources() {
        return Set.of(new CrmResource(crm, actors, routes, declaration, maxBodyBytes, maxTableBytes));
    }

    static Stream<ViewType<?>> viewTypes(Crm crm) {
        return crm.features().stream().map(Feature::views).flatMap(List::stream);
    }
}
