package io.guanxi.rest.consent;

import io.guanxi.domain.consent.ConsentCommand;
import io.guanxi.domain.consent.ConsentId;
import io.guanxi.domain.consent.ConsentTopic;
import io.guanxi.domain.consent.Evidence;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface ConsentMapper {

    @Mapping(target = "topic", source = "request")
    @Mapping(target = "evidence", source = "request")
    ConsentCommand.Give give(ConsentId consentId, ConsentRequests.Give request);

    @Mapping(target = "topic", source = "request")
    @Mapping(target = "evidence", source = "request")
    ConsentCommand.Withdraw withdraw(ConsentId consentId, ConsentRequests.Withdraw request);

    ConsentTopic topic(ConsentRequests.Give request);

    ConsentTopic topic(ConsentRequests.Withdraw request);

    Evidence evidence(ConsentRequests.Give request);

    Evidence evidence(ConsentRequests.Withdraw request);
}
