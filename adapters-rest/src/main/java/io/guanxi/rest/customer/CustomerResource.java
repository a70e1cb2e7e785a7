package io.guanxi.rest.customer;

import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.customer.MergeView;
import io.guanxi.application.customer.PooledCustomerView;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Absorb;
import io.guanxi.domain.customer.CustomerCommand.AbsorbNews;
import io.guanxi.domain.customer.CustomerCommand.AddCollaborator;
import io.guanxi.domain.customer.CustomerCommand.AddContactPoint;
import io.guanxi.domain.customer.CustomerCommand.AddIdentity;
import io.guanxi.domain.customer.CustomerCommand.Archive;
import io.guanxi.domain.customer.CustomerCommand.AssignOwner;
import io.guanxi.domain.customer.CustomerCommand.ChangeSurvivor;
import io.guanxi.domain.customer.CustomerCommand.ClaimFromPool;
import io.guanxi.domain.customer.CustomerCommand.Classify;
import io.guanxi.domain.customer.CustomerCommand.Confirm;
import io.guanxi.domain.customer.CustomerCommand.CorrectDetails;
import io.guanxi.domain.customer.CustomerCommand.DistributeFromPool;
import io.guanxi.domain.customer.CustomerCommand.DropFollowUp;
import io.guanxi.domain.customer.CustomerCommand.EndOverride;
import io.guanxi.domain.customer.CustomerCommand.Enrich;
import io.guanxi.domain.customer.CustomerCommand.ForgetContact;
import io.guanxi.domain.customer.CustomerCommand.LiftRestriction;
import io.guanxi.domain.customer.CustomerCommand.Lock;
import io.guanxi.domain.customer.CustomerCommand.MakePrimary;
import io.guanxi.domain.customer.CustomerCommand.MarkDealt;
import io.guanxi.domain.customer.CustomerCommand.MergeInto;
import io.guanxi.domain.customer.CustomerCommand.NoteContact;
import io.guanxi.domain.customer.CustomerCommand.OverrideClass;
import io.guanxi.domain.customer.CustomerCommand.PromiseFollowUp;
import io.guanxi.domain.customer.CustomerCommand.RecallToPool;
import io.guanxi.domain.customer.CustomerCommand.RecycleToPool;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerCommand.ReleaseToPool;
import io.guanxi.domain.customer.CustomerCommand.RemoveCollaborator;
import io.guanxi.domain.customer.CustomerCommand.RemoveContactPoint;
import io.guanxi.domain.customer.CustomerCommand.RemoveIdentity;
import io.guanxi.domain.customer.CustomerCommand.Restore;
import io.guanxi.domain.customer.CustomerCommand.Restrict;
import io.guanxi.domain.customer.CustomerCommand.Separate;
import io.guanxi.domain.customer.CustomerCommand.Tag;
import io.guanxi.domain.customer.CustomerCommand.TransferOwner;
import io.guanxi.domain.customer.CustomerCommand.Unlock;
import io.guanxi.domain.customer.CustomerCommand.Unmerge;
import io.guanxi.domain.customer.CustomerCommand.Untag;
import io.guanxi.domain.customer.CustomerCommand.WithdrawFromPool;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerRule;
import io.guanxi.domain.duplicate.DuplicateRule;
import io.guanxi.rest.Routes;

/** Customers (客户) over HTTP. Of contacts they hear from activities. */
public final class CustomerResource {

    private static final CustomerMapper MAPPER = new GeneratedCustomerMapper();

    public static final Routes<CustomerId, CustomerView> ROUTES = Routes.of(
                    "customers", CustomerCommand.class, CustomerView.TYPE, CustomerId::new)
            .put(Register.class, CustomerRequests.Register.class, MAPPER::register)
            .post(CorrectDetails.class, CustomerRequests.CorrectDetails.class, MAPPER::correctDetails)
            .post(AddContactPoint.class, CustomerRequests.OneContactPoint.class, MAPPER::addContactPoint)
            .post(RemoveContactPoint.class, CustomerRequests.OneContactPoint.class, MAPPER::removeContactPoint)
            .post(MakePrimary.class, CustomerRequests.OneContactPoint.class, MAPPER::makePrimary)
            .post(Confirm.class, CustomerRequests.Confirmation.class, MAPPER::confirm)
            .post(AddIdentity.class, CustomerRequests.Identity.class, MAPPER::addIdentity)
            .post(RemoveIdentity.class, CustomerRequests.Identity.class, MAPPER::removeIdentity)
            .post(AssignOwner.class, CustomerRequests.Owner.class, MAPPER::assignOwner)
            .post(TransferOwner.class, CustomerRequests.Owner.class, MAPPER::transferOwner)
            .post(ReleaseToPool.class, CustomerRequests.Release.class, MAPPER::releaseToPool)
            .post(RecallToPool.class, CustomerRequests.Release.class, MAPPER::recallToPool)
            .post(ClaimFromPool.class, ClaimFromPool::new)
            .post(WithdrawFromPool.class, WithdrawFromPool::new)
            .post(DistributeFromPool.class, CustomerRequests.Owner.class, MAPPER::distributeFromPool)
            .post(AddCollaborator.class, CustomerRequests.Collaborator.class, MAPPER::addCollaborator)
            .post(RemoveCollaborator.class, CustomerRequests.FormerCollaborator.class, MAPPER::removeCollaborator)
            .post(Tag.class, CustomerRequests.Label.class, MAPPER::tag)
            .post(Untag.class, CustomerRequests.Label.class, MAPPER::untag)
            .post(Archive.class, CustomerRequests.Reason.class, MAPPER::archive)
            .post(Restore.class, Restore::new)
            .post(Restrict.class, CustomerRequests.Reason.class, MAPPER::restrict)
            .post(LiftRestriction.class, CustomerRequests.Reason.class, MAPPER::liftRestriction)
            .post(Lock.class, Lock::new)
            .post(Unlock.class, Unlock::new)
            .post(MarkDealt.class, MarkDealt::new)
            .post(OverrideClass.class, CustomerRequests.ClassOverride.class, MAPPER::overrideClass)
            .post(EndOverride.class, CustomerRequests.OverriddenClass.class, MAPPER::endOverride)
            .post(MergeInto.class, CustomerRequests.MergeInto.class, MAPPER::mergeInto)
            .post(Unmerge.class, CustomerRequests.Unmerge.class, MAPPER::unmerge)
            .internal(
                    Enrich.class,
                    RecycleToPool.class,
                    Classify.class,
                    NoteContact.class,
                    ForgetContact.class,
                    PromiseFollowUp.class,
                    DropFollowUp.class,
                    Absorb.class,
                    AbsorbNews.class,
                    ChangeSurvivor.class,
                    Separate.class)
            .refuses(CustomerRule.values())
            .refuses(DuplicateRule.LIKE_ANOTHER)
            .build();

    public static final Routes<CustomerId, MergeView> MERGES =
            Routes.reading("customer-merges", MergeView.TYPE, CustomerId::new);

    public static final Routes<CustomerId, PooledCustomerView> POOLED =
            Routes.reading("pooled-customers", PooledCustomerView.TYPE, CustomerId::new);

    private CustomerResource() {}
}
