package io.guanxi.rest.contact;

import io.guanxi.domain.contact.ContactCommand;
import io.guanxi.domain.contact.ContactDetails;
import io.guanxi.domain.contact.ContactId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface ContactMapper {

    @Mapping(target = "details", source = "request")
    ContactCommand.Add add(ContactId contactId, ContactRequests.Add request);

    @Mapping(target = "details", source = "request")
    ContactCommand.CorrectDetails correctDetails(ContactId contactId, ContactRequests.CorrectDetails request);

    ContactCommand.ReportTo reportTo(ContactId contactId, ContactRequests.ReportTo request);

    ContactCommand.Leave leave(ContactId contactId, ContactRequests.Leave request);

    ContactDetails details(ContactRequests.Add request);

    ContactDetails details(ContactRequests.CorrectDetails request);

    default Set<String> roles(@Nullable Set<String> roles) {
        return roles == null ? Set.of() : roles;
    }
}
