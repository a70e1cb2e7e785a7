package io.guanxi.rest.customer;

import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerDetails;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.SourceIdentity;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.PostalAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Request → command. What a domain value refuses is told with the path of the request's field. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface CustomerMapper {

    @Mapping(target = "details", source = "request")
    CustomerCommand.Register register(CustomerId customerId, CustomerRequests.Register request);

    @Mapping(target = "details", source = "request")
    CustomerCommand.CorrectDetails correctDetails(CustomerId customerId, CustomerRequests.CorrectDetails request);

    CustomerCommand.AddContactPoint addContactPoint(CustomerId customerId, CustomerRequests.OneContactPoint request);

    CustomerCommand.RemoveContactPoint removeContactPoint(
            CustomerId customerId, CustomerRequests.OneContactPoint request);

    CustomerCommand.MakePrimary makePrimary(CustomerId customerId, CustomerRequests.OneContactPoint request);

    CustomerCommand.Confirm confirm(CustomerId customerId, CustomerRequests.Confirmation request);

    CustomerCommand.AssignOwner assignOwner(CustomerId customerId, CustomerRequests.Owner request);

    CustomerCommand.TransferOwner transferOwner(CustomerId customerId, CustomerRequests.Owner request);

    CustomerCommand.ReleaseToPool releaseToPool(CustomerId customerId, CustomerRequests.Release request);

    CustomerCommand.RecallToPool recallToPool(CustomerId customerId, CustomerRequests.Release request);

    CustomerCommand.DistributeFromPool distributeFromPool(CustomerId customerId, CustomerRequests.Owner request);

    CustomerCommand.AddCollaborator addCollaborator(CustomerId customerId, CustomerRequests.Collaborator request);

    CustomerCommand.RemoveCollaborator removeCollaborator(
            CustomerId customerId, CustomerRequests.FormerCollaborator request);

    @Mapping(target = "identity", source = "request")
    CustomerCommand.AddIdentity addIdentity(CustomerId customerId, CustomerRequests.Identity request);

    @Mapping(target = "identity", source = "request")
    CustomerCommand.RemoveIdentity removeIdentity(CustomerId customerId, CustomerRequests.Identity request);

    CustomerCommand.OverrideClass overrideClass(CustomerId customerId, CustomerRequests.ClassOverride request);

    CustomerCommand.EndOverride endOverride(CustomerId customerId, CustomerRequests.OverriddenClass request);

    CustomerCommand.Tag tag(CustomerId customerId, CustomerRequests.Label request);

    CustomerCommand.Untag untag(CustomerId customerId, CustomerRequests.Label request);

    @Mapping(target = "rules", defaultExpression = "java(java.util.Map.of())")
    CustomerCommand.MergeInto mergeInto(CustomerId customerId, CustomerRequests.MergeInto request);

    CustomerCommand.Unmerge unmerge(CustomerId customerId, CustomerRequests.Unmerge request);

    CustomerCommand.Archive archive(CustomerId customerId, CustomerRequests.Reason request);

    CustomerCommand.Restrict restrict(CustomerId customerId, CustomerRequests.Reason request);

    CustomerCommand.LiftRestriction liftRestriction(CustomerId customerId, CustomerRequests.Reason request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    CustomerDetails details(CustomerRequests.Register request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    CustomerDetails details(CustomerRequests.CorrectDetails request);

    SourceIdentity identity(CustomerRequests.Identity request);

    PostalAddress address(CustomerRequests.Address address);

    default List<ContactPoint> contactPoints(@Nullable List<CustomerRequests.ContactPoint> requests) {
        List<ContactPoint> points = new ArrayList<>();
        for (CustomerRequests.ContactPoint each :
                requests == null ? List.<CustomerRequests.ContactPoint>of() : requests) {
            points.add(Check.inside("contactPoints[" + points.size() + "]", () -> point(each)));
        }
        return points;
    }

    default ContactPoint contactPoint(CustomerRequests.ContactPoint request) {
        return Check.inside("contactPoint", () -> point(request));
    }

    private ContactPoint point(CustomerRequests.ContactPoint request) {
        if (request instanceof CustomerRequests.ContactPoint.Email email) {
            return new ContactPoint.Email(email.address());
        }
        if (request instanceof CustomerRequests.ContactPoint.Phone phone) {
            return new ContactPoint.Phone(phone.number());
        }
        var postal = (CustomerRequests.ContactPoint.Postal) request;
        return new ContactPoint.Postal(Check.inside("address", () -> address(postal.address())));
    }
}
