package io.guanxi.domain.ticket;

import io.guanxi.domain.kernel.RuleCode;

/** Every reason for which a ticket's command is refused. */
public enum TicketRule implements RuleCode {
    ALREADY_OPEN("The ticket has already been opened with other facts"),
    RESOLVED("The ticket is resolved; reopen it first"),
    NOT_RESOLVED("The ticket is not resolved yet, so it cannot be closed; resolve or cancel it"),
    CLOSED("The ticket is closed; reopen it, or open another one"),
    CANCELLED("The ticket is cancelled for good; open another one"),
    MERGED("The ticket is merged into {0}; go on there"),
    MERGE_INTO_ITSELF("A ticket cannot be merged into itself"),
    MERGE_TARGET_UNKNOWN("There is no ticket {0} to merge into"),
    MERGE_TARGET_MERGED("The ticket {0} is itself merged into {1}; merge into that one"),
    MERGE_TARGET_CANCELLED("The ticket {0} is cancelled for good; merge into another one");

    private final String sentence;

    TicketRule(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String feature() {
        return "ticket";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
