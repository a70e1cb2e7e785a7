package io.guanxi.domain.campaign;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a campaign's command is refused. */
public enum CampaignRule implements RuleCode {
    ALREADY_DRAFTED("The campaign is already drafted with other facts"),
    ALREADY_APPROVED("The budget is approved as {0}; it can be lowered, not raised or lifted"),
    NOT_APPROVED("The campaign is not approved yet"),
    NOT_SCHEDULED("The campaign is not scheduled yet"),
    NOT_STARTED("The campaign has not started yet"),
    ALREADY_STARTED("The campaign has started; its dates stay"),
    PAUSED("The campaign is paused; resume it instead"),
    CLOSED("The campaign is completed or cancelled and changes no more"),
    OTHER_CURRENCY("The campaign counts its money in {0}, not in {1}"),
    COST_ALREADY_RECORDED("The cost {0} is already recorded with other facts"),
    COST_REVERSED("The cost {0} was reversed; record a new one under another id"),
    COST_UNKNOWN("The campaign has no cost {0}"),
    TOO_MANY_COSTS("A campaign has at most {0} costs"),
    TOO_MANY_MEMBERS("A campaign has at most {0} members"),
    NOT_A_MEMBER("The customer is not a member of the campaign"),
    ALREADY_CONTACTED("A member who was contacted stays one");

    private final String sentence;

    CampaignRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "campaign";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
