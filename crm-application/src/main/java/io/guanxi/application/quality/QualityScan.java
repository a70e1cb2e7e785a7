package io.guanxi.application.quality;

import com.google.common.collect.Lists;
import io.guanxi.application.CrmSession;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.application.finding.FindingView;
import io.guanxi.application.linkage.Explanation;
import io.guanxi.application.linkage.Link;
import io.guanxi.application.linkage.Linkage;
import io.guanxi.application.linkage.Links;
import io.guanxi.application.linkage.Records;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.customer.CustomerKind;
import io.guanxi.domain.finding.Decision;
import io.guanxi.domain.finding.FindingCommand;
import io.guanxi.domain.finding.FindingCommand.Decide;
import io.guanxi.domain.finding.FindingCommand.Report;
import io.guanxi.domain.finding.FindingId;
import io.guanxi.domain.finding.FindingKind;
import io.guanxi.domain.kernel.CrmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Looks at all customers at once and reports suspected duplicates, by the model of {@code io.guanxi.application.linkage}, and invalid
 * values. It may be repeated: what is reported already is not reported again, what was decided stays decided unless the facts have
 * changed, and what is found no more is closed. For an actor who sees all customers, unmasked, and may report and decide findings.
 *
 * <p>In memory are, of each customer, a line of the values that are compared, each different one once; customers are read page by page,
 * and findings written in groups, so that other commands go on meanwhile.
 */
public final class QualityScan {

    private static final int GROUP = 200;
    private static final int LONGEST_WHY = 1_000;
    private static final double SAYS_NOTHING = 0.5;

    private final CrmSession session;
    private final QualityPolicy policy;
    private final Instant now;
    private final Map<CustomerKind, Records> records = new EnumMap<>(CustomerKind.class);
    private final Map<UUID, Long> fingerprints = new HashMap<>();
    private final Set<FindingId> found = new HashSet<>();
    private final List<FindingCommand> commands = new ArrayList<>();
    private long changed;

    private QualityScan(CrmSession session, QualityPolicy policy, Instant now) {
        this.session = session;
        this.policy = policy;
        this.now = now;
    }

    /**
     * What was found.
     *
     * @param customers how many were looked at
     * @param duplicates how many pairs are suspected
     * @param invalid how many customers have invalid values
     * @param changed how many findings were opened, brought up to date or closed
     */
    public record Result(long customers, long duplicates, long invalid, long changed) {}

    /** @param now when the scan begins: what is decided later is not undone by it */
    public static Result run(CrmSession session, QualityPolicy policy, Instant now) {
        return new QualityScan(session, policy, now).run();
    }

    private Result run() {
        session.views(CustomerView.TYPE).forEach(CustomerView.REACHABLE, this::look);
        int invalid = found.size();
        flush();
        records.values().forEach(this::link);
        flush();
        settle();
        flush();
        return new Result(fingerprints.size(), found.size() - invalid, invalid, changed);
    }

    private void look(CustomerView customer) {
        List<String> line = Compared.line(customer);
        records.computeIfAbsent(customer.kind(), any -> new Records("id", Compared.COLUMNS))
                .add(customer.id().value().toString(), line);
        fingerprints.put(customer.id().value(), Compared.hash(line));
        Map<String, String> wrong = policy.validity().wrong(customer);
        if (!wrong.isEmpty()) {
            add(Report.of(
                    FindingKind.INVALID,
                    customer.id(),
                    wrong.keySet(),
                    100 - policy.validity().of(customer).percent(),
                    cut(wrong.entrySet().stream()
                            .map(each -> each.getKey() + " " + each.getValue())
                            .collect(Collectors.joining("; "))),
                    Compared.fingerprint(Compared.hash(policy.validity().invalid(customer))),
                    now));
        }
    }

    private void link(Records base) {
        Links links = Linkage.within(base).run();
        for (Link each : links.all()) {
            CustomerId one = new CustomerId(UUID.fromString(each.id1()));
            CustomerId other = new CustomerId(UUID.fromString(each.id2()));
            add(Report.duplicate(
                    one,
                    other,
                    (int) (100 * each.probability()),
                    why(links.explain(each.id1(), each.id2())),
                    facts(one, other),
                    now));
        }
    }

    private static String why(Explanation explanation) {
        return cut(explanation.evidence().stream()
                .filter(each -> !each.column().isEmpty() && Math.abs(each.bits()) >= SAYS_NOTHING)
                .map(each -> String.format(Locale.ROOT, "%s: %s (%+.1f)", each.column(), each.outcome(), each.bits()))
                .collect(Collectors.joining("; ", "bits of evidence: ", "")));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_WHY));
    }

    private String facts(CustomerId one, CustomerId other) {
        return Compared.facts(one, fingerprint(one), other, fingerprint(other));
    }

    private String fingerprint(CustomerId customer) {
        Long known = fingerprints.get(customer.value());
        return known == null ? "gone" : Compared.fingerprint(known);
    }

    /**
     * Closes what scans have found and this one has not. A pair whose facts are the same is left as it is: which pairs are probable
     * enough depends on all others too.
     */
    private void settle() {
        session.views(FindingView.TYPE)
                .forEach(
                        FindingView.KIND
                                .in(FindingKind.INVALID, FindingKind.SUSPECTED_DUPLICATE)
                                .and(FindingView.COVERING)
                                .and(FindingView.REPORTED_AT.lessThan(now)),
                        each -> {
                            if (isOver(each)) {
                                commands.add(
                                        new Decide(each.id(), Decision.NO_LONGER_FOUND, "nothing is found any more"));
                            }
                        });
    }

    private boolean isOver(FindingView finding) {
        String facts = finding.facts();
        if (facts == null || found.contains(finding.id())) {
            return false;
        }
        CustomerId other = finding.other();
        return other == null
                || (finding.status() == FindingView.Status.OPEN && !facts.equals(facts(finding.customer(), other)));
    }

    private void add(Report report) {
        found.add(report.findingId());
        commands.add(report);
        if (commands.size() >= GROUP) {
            flush();
        }
    }

    private void flush() {
        for (List<FindingCommand> group : Lists.partition(List.copyOf(commands), GROUP)) {
            try {
                session.executeAll(group)
                        .forEach(each -> changed += each.events().isEmpty() ? 0 : 1);
            } catch (CrmException somebodyElseWasFaster) {
                group.forEach(this::alone);
            }
        }
        commands.clear();
    }

    /** What was erased or decided meanwhile is left as it is. */
    private void alone(FindingCommand command) {
        try {
            changed += session.execute(command).events().isEmpty() ? 0 : 1;
        } catch (CrmException.Refused | CrmException.NotFound meanwhile) {
            found.remove(command.findingId());
        }
    }
}
