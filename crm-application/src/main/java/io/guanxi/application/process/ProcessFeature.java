package io.guanxi.application.process;

import io.guanxi.application.Feature;
import io.guanxi.application.Guard;
import io.guanxi.application.Reaction;
import java.util.List;
import java.util.stream.Stream;

/**
 * What follows from one feature's events in another, and what one feature turns down for the sake of another. It has no rules and no views of its own. Each reaction rests while a feature
 * that it concerns is left out; leaving out {@code process} leaves out all of them.
 */
public final class ProcessFeature implements Feature {

    @Override
    public String name() {
        return "process";
    }

    @Override
    public List<Guard> guards() {
        return Stream.concat(
                        RestrictedCustomersAreLeftAlone.GUARDS.stream(), ActivitiesHappenAtTouchpoints.GUARDS.stream())
                .toList();
    }

    @Override
    public List<Reaction<?>> reactions() {
        return List.of(
                WhenOpportunityIsWonThenCustomerIsDealt.REACTION,
                WhenMergedCustomerChangesThenSurvivorKnows.REACTION,
                WhenCustomersAreMergedThenTheSuspicionIsSettled.REACTION,
                WhenActivityChangesThenCustomerKnowsItsContacts.REACTION);
    }
}
