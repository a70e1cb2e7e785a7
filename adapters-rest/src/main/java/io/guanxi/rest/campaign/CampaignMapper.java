package io.guanxi.rest.campaign;

import io.guanxi.domain.campaign.CampaignCommand;
import io.guanxi.domain.campaign.CampaignDetails;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.customer.CustomerId;
import java.util.List;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface CampaignMapper {

    @Mapping(target = "details", source = "request")
    CampaignCommand.Draft draft(CampaignId campaignId, CampaignRequests.Draft request);

    @Mapping(target = "details", source = "request")
    CampaignCommand.CorrectDetails correctDetails(CampaignId campaignId, CampaignRequests.CorrectDetails request);

    CampaignCommand.SetBudget setBudget(CampaignId campaignId, CampaignRequests.SetBudget request);

    CampaignCommand.Schedule schedule(CampaignId campaignId, CampaignRequests.Schedule request);

    CampaignCommand.Pause pause(CampaignId campaignId, CampaignRequests.Reason request);

    CampaignCommand.Cancel cancel(CampaignId campaignId, CampaignRequests.Reason request);

    CampaignCommand.RecordCost recordCost(CampaignId campaignId, CampaignRequests.RecordCost request);

    CampaignCommand.ReverseCost reverseCost(CampaignId campaignId, CampaignRequests.ReverseCost request);

    CampaignCommand.AddMembers addMembers(CampaignId campaignId, CampaignRequests.Members request);

    @Mapping(target = "customerId", source = "request.customer")
    CampaignCommand.RemoveMember removeMember(CampaignId campaignId, CampaignRequests.FormerMember request);

    @Mapping(target = "customerId", source = "request.customer")
    CampaignCommand.RecordResponse recordResponse(CampaignId campaignId, CampaignRequests.RecordResponse request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    CampaignDetails details(CampaignRequests.Draft request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    CampaignDetails details(CampaignRequests.CorrectDetails request);

    default List<CustomerId> customers(List<CustomerId> customers) {
        return customers;
    }
}
