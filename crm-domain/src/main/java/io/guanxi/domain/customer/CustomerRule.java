package io.guanxi.domain.customer;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a customer's command is refused. */
public enum CustomerRule implements RuleCode {
    ALREADY_REGISTERED("The customer is already registered with other facts"),
    ARCHIVED("The customer is archived; restore it first"),
    RESTRICTED("The customer's data may be stored and not used; lift the restriction first"),
    MERGED("The customer was merged into {0}; turn to that one, or take the merging back first"),
    OTHER_KIND("A person and an organisation cannot be one customer"),
    SUBSIDIARY("The customer {0} is a subsidiary of this one; correct its parent before they are merged"),
    LOCKED("The customer is locked; unlock it before it changes hands"),
    ALREADY_OWNED("The customer is already owned by {0}; transfer it instead"),
    NOT_OWNED("The customer has no owner yet; assign one instead"),
    IN_POOL("The customer is in the pool {0}; claim it, or have it distributed"),
    OWNED_BY_ANOTHER("The customer is owned by {0}, who alone gives it up; recall it instead"),
    NOT_IN_POOL("The customer is in no pool"),
    POOL_UNKNOWN("There is no pool {0}"),
    POOL_CLOSED("The pool {0} is not open to {1}"),
    POOL_RULE_DOES_NOT_HOLD("The rule {0} does not take the customer at this time"),
    CLAIMED_AGAIN_TOO_SOON("{0} has owned the customer before and may claim it from {1} on"),
    TOO_MANY_CLAIMS("{0} has claimed the {1} customers that the pool gives one user a day"),
    TOO_MANY_OWNED("{0} has the {1} customers that the pool gives one user, or more"),
    OWNER_IS_NO_COLLABORATOR("{0} owns the customer and so cannot be its collaborator"),
    NOTHING_TO_CONFIRM("The customer has no {0} that could be confirmed"),
    CONTACT_POINT_UNKNOWN("The customer has no such contact point"),
    TOO_MANY_CONTACT_POINTS("A customer has at most {0} contact points"),
    TOO_MANY_IDENTITIES("A customer has at most {0} identities in other systems"),
    TOO_MANY_COLLABORATORS("A customer has at most {0} collaborators"),
    TOO_MANY_TAGS("A customer has at most {0} tags"),
    TOO_MANY_SCHEMES("A customer is classified by at most {0} schemes"),
    USCC_IS_FOR_ORGANISATIONS("Only an organisation has a unified social credit code"),
    PARENT_IS_FOR_ORGANISATIONS("Only an organisation can be a subsidiary"),
    PARENT_IS_ITSELF("A customer cannot be its own parent"),
    PARENTS_GO_IN_A_CIRCLE("The customer {0} is a subsidiary of this one, and so cannot be its parent"),
    TOO_MANY_PARENTS("A customer has at most {0} parents one above the other"),
    IDENTITY_TAKEN("Another customer has the identity {0}"),
    EMAIL_TAKEN("Another customer has the e-mail address {0}"),
    USCC_TAKEN("Another customer has the unified social credit code {0}");

    private final String sentence;

    CustomerRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "customer";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
