package io.guanxi.rest.profile;

import io.guanxi.domain.profile.Preference;
import io.guanxi.domain.profile.ProfileCommand;
import io.guanxi.domain.profile.ProfileId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface ProfileMapper {

    @Mapping(target = "customerId", source = "request.customer")
    ProfileCommand.Open open(ProfileId profileId, ProfileRequests.Open request);

    @Mapping(target = "preference", source = "request")
    ProfileCommand.Note note(ProfileId profileId, ProfileRequests.Note request);

    ProfileCommand.Drop drop(ProfileId profileId, ProfileRequests.Drop request);

    Preference preference(ProfileRequests.Note request);
}
