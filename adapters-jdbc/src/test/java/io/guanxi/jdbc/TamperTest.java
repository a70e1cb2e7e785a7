package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.guanxi.application.Crm;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.Signer;
import io.guanxi.application.TamperedLogException;
import io.guanxi.application.TamperedLogException.Finding;
import io.guanxi.application.TamperedLogException.Kind;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.TenantId;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody who may write to the database changes the log or the chain over it behind the library's back: each change is found, and
 * the first place of it named.
 *
 * <p>There are three links, of two events each, and then two events that are in no link yet: numbers 0 to 7 below.
 */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class TamperTest {

    private static final TenantId OTHER = new TenantId("other");

    private final Databases.Kind kind;
    private final KeyPair key = newKey();
    private final HikariDataSource pool;
    private final Crm crm;
    private final CustomerId customer = CustomerId.random();
    private final List<LogHead> heads = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();

    TamperTest(Databases.Kind kind) {
        this.kind = kind;
        pool = kind.pool();
        crm = chained(key);
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Crm chained(KeyPair with) {
        return Crms.builder(JdbcStorage.on(pool).createTables())
                .without("process")
                .chained(Signer.of(with.getPrivate()), Duration.ZERO)
                .build();
    }

    @BeforeEach
    void write() {
        crm.as(Crms.ANN).execute(Register.organisation(customer, "Acme"));
        tag("a");
        heads.add(crm.logHead().orElseThrow());
        CustomerId others = CustomerId.random();
        crm.as(Crms.ANN, OTHER).execute(Register.organisation(others, "Acme"));
        crm.as(Crms.ANN, OTHER).execute(new CustomerCommand.Tag(others, "x"));
        heads.add(crm.logHead().orElseThrow());
        tag("b", "c");
        heads.add(crm.logHead().orElseThrow());
        tag("d", "e");
        Databases.rows(pool, "select position from crm_event order by position")
                .forEach(row -> positions.add(Long.parseLong(row.replaceAll("\\D", ""))));
        assertThat(positions).hasSize(8);
        run("create table kept_event as select * from crm_event", "create table kept_chain as select * from crm_chain");
    }

    @AfterEach
    void close() {
        crm.close();
        pool.close();
    }

    private void tag(String... tags) {
        for (String each : tags) {
            crm.as(Crms.ANN).execute(new CustomerCommand.Tag(customer, each));
        }
    }

    private void run(String... statements) {
        Databases.run(pool, statements);
    }

    /** Everything as it was. */
    private void restore() {
        for (String each : new String[] {"event", "chain"}) {
            run("delete from crm_" + each, "insert into crm_" + each + " select * from kept_" + each);
        }
        assertThat(crm.verifyLog(key.getPublic(), heads.get(2)).events()).isEqualTo(6);
    }

    /** What is found after that; then all is as it was before. */
    private Finding after(String... statements) {
        run(statements);
        try {
            return found(null);
        } finally {
            restore();
        }
    }

    private Finding found(@Nullable LogHead trusted) {
        try {
            crm.verifyLog(List.of(key.getPublic()), trusted, events -> {});
        } catch (TamperedLogException tampered) {
            return tampered.finding();
        }
        throw new AssertionError("nothing was found");
    }

    private long at(int number) {
        return positions.get(number);
    }

    private String where(int number) {
        return " where position = " + at(number);
    }

    private Finding ofCustomer(Kind what, int number, long sequence) {
        long link = number / 2 + 1L;
        return new Finding(what, link, at(number), TenantId.MAIN, customer.value(), sequence);
    }

    @Test
    void eachColumnOfAnEvent() {
        for (String change : new String[] {
            "tenant = 'third'",
            "tenant = 'No Tenant'",
            "aggregate = command_id",
            "sequence = sequence + 1000",
            "feature = 'ticket'",
            "name = 'customer.untagged'",
            "revision = revision + 1",
            "payload = concat(payload, ' ')",
            "happened_at = happened_at + interval '1' second",
            "recorded_at = recorded_at + interval '1' second",
            "actor = 'bob'",
            "command_id = aggregate",
            "command = 'customer.untag'",
            "rules = rules + 1",
            "correlation = aggregate",
            "cause = ''"
        }) {
            assertThat(after("update crm_event set " + change + where(1)))
                    .as(change)
                    .isEqualTo(ofCustomer(Kind.EVENT_CHANGED, 1, 2));
        }
        assertThat(after("update crm_event set tenant = 'No Tenant'" + where(2)))
                .as("the first of its link")
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.EVENT_CHANGED);
                    assertThat(List.of(finding.link(), finding.position())).containsExactly(2L, at(2));
                });
        assertThat(after("update crm_event set position = position + 5000" + where(1)))
                .isEqualTo(ofCustomer(Kind.EVENT_MISSING, 1, 2));
    }

    @Test
    void anEventThatIsDeleted() {
        assertThat(after("delete from crm_event" + where(4))).isEqualTo(ofCustomer(Kind.EVENT_MISSING, 4, 3));
        assertThat(after("delete from crm_event" + where(0), "delete from crm_event" + where(5)))
                .isEqualTo(ofCustomer(Kind.EVENT_MISSING, 0, 1));
        assertThat(after("delete from crm_event where position >= " + at(5)))
                .as("the log's end")
                .isEqualTo(ofCustomer(Kind.EVENT_MISSING, 5, 4));
        assertThat(after("delete from crm_event")).isEqualTo(ofCustomer(Kind.EVENT_MISSING, 0, 1));
    }

    @Test
    void twoEventsThatChangePlaces() {
        assertThat(after(
                        "update crm_event set position = 9999" + where(1),
                        "update crm_event set position = " + at(1) + where(4),
                        "update crm_event set position = " + at(4) + " where position = 9999"))
                .isEqualTo(ofCustomer(Kind.EVENT_CHANGED, 1, 2));
        assertThat(after(
                        "update crm_event set sequence = 9999" + where(4),
                        "update crm_event set sequence = 3" + where(5),
                        "update crm_event set sequence = 4 where sequence = 9999"))
                .isEqualTo(ofCustomer(Kind.EVENT_CHANGED, 4, 3));
    }

    /** A copy of the first event as another aggregate's. */
    private static String insert(long position) {
        String others =
                "feature, name, revision, payload, happened_at, recorded_at, actor, command_id, command, rules, "
                        + "correlation, cause";
        return "insert into crm_event (position, tenant, aggregate, sequence, " + others + ") select " + position
                + ", tenant, command_id, 1, " + others + " from kept_event where position = (select min(position) from"
                + " kept_event)";
    }

    /** From now on events are so far behind the others that what lies between is given up. */
    private void leaveAGap() {
        run(
                kind == Databases.Kind.MARIADB
                        ? "alter table crm_event auto_increment = 50000"
                        : "alter table crm_event alter column position restart with 50000");
        tag("f");
    }

    @Test
    void anEventThatIsPutAmongOldOnes() {
        assertThat(after(insert(-7))).satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.EVENT_ADDED);
            assertThat(List.of(finding.position(), finding.link(), finding.sequence()))
                    .containsExactly(-7L, 1L, 1L);
        });
        leaveAGap();
        LogHead head = crm.logHead().orElseThrow();
        assertThat(crm.verifyLog(key.getPublic(), head).events()).isEqualTo(9);

        run(insert(20_000));
        crm.logHead();

        Finding finding = found(null);
        assertThat(List.of(finding.position(), finding.link())).containsExactly(20_000L, 4L);
        assertThat(finding.kind()).isEqualTo(Kind.EVENT_ADDED);
        crm.amendLog(20_000, "committed late");
        assertThat(crm.verifyLog(key.getPublic(), head).amendments()).hasSize(1);
    }

    @Test
    void anEventThatIsCommittedLateComesIntoTheChain() {
        leaveAGap();
        LogHead before = crm.logHead().orElseThrow();
        run(insert(49_000));
        assertThat(crm.verifyLog(key.getPublic(), before).events())
                .as("its place is open still")
                .isEqualTo(9);
        LogHead after = crm.logHead().orElseThrow();
        assertThat(crm.verifyLog(key.getPublic(), after).events()).isEqualTo(10);
        run("update crm_event set actor = 'bob' where position = 49000");
        assertThat(found(null)).satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.EVENT_CHANGED);
            assertThat(List.of(finding.position(), finding.link())).containsExactly(49_000L, 5L);
        });
    }

    @Test
    void theChainItself() {
        Finding changed = new Finding(Kind.LINK_CHANGED, 2, at(1), null, null, 0);
        for (String change : new String[] {
            "amends = true",
            "content = concat(content, ' ')",
            "content = replace(content, 'kind events', 'kind removal')",
            "content = replace(content, ' 2 ', ' 3 ')",
            "content = ''",
            "signature = 'AAAA'"
        }) {
            assertThat(after("update crm_chain set " + change + " where number = 2"))
                    .as(change)
                    .isEqualTo(changed);
        }
        Finding missing = new Finding(Kind.LINK_MISSING, 2, at(1), null, null, 0);
        assertThat(after("update crm_chain set number = 9 where number = 2")).isEqualTo(missing);
        assertThat(after("delete from crm_chain where number = 2")).isEqualTo(missing);
        assertThat(after("delete from crm_chain where number = 1")).satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.LINK_MISSING);
            assertThat(finding.link()).isEqualTo(1);
        });
    }

    @Test
    void aLinkThatWasForgedIsNotVouchedForByTheNext() {
        run("update crm_chain set content = replace(content, '\nat 2', '\nat 1') where number = 3");
        assertThat(crm.logHead().orElseThrow().link()).isEqualTo(4);
        assertThat(found(null)).isEqualTo(new Finding(Kind.LINK_CHANGED, 3, at(3), null, null, 0));
    }

    @Test
    void anEndThatIsCutOff() {
        run("delete from crm_chain where number = 3", "delete from crm_event where position >= " + at(4));
        assertThat(crm.verifyLog(key.getPublic(), heads.get(1)).events())
                .as("without the last head nobody knows")
                .isEqualTo(4);
        assertThat(found(heads.get(2))).isEqualTo(new Finding(Kind.HEAD_MISSING, 3, at(3), null, null, 0));
        run("delete from crm_chain");
        assertThat(crm.verifyLog(key.getPublic())).extracting(LogProof::events).isEqualTo(0L);
        assertThat(found(heads.get(2)).kind()).isEqualTo(Kind.HEAD_MISSING);
    }

    @Test
    void anEndThatIsWrittenAnew() {
        run("delete from crm_chain where number = 3", "update crm_event set actor = 'bob'" + where(4));
        crm.logHead();
        assertThat(found(heads.get(2))).isEqualTo(new Finding(Kind.HEAD_MISSING, 3, at(3), null, null, 0));
    }

    @Test
    void aChainWithAnotherKey() {
        run("update crm_event set actor = 'bob'" + where(4), "delete from crm_chain where number > 2");
        try (Crm forger = chained(newKey())) {
            forger.logHead();
        }
        assertThat(found(null)).isEqualTo(new Finding(Kind.LINK_CHANGED, 3, at(3), null, null, 0));
    }

    @Test
    void whatIsRemovedByOrder() {
        run("delete from crm_event" + where(4), "delete from crm_event where tenant = 'other'");
        assertThat(found(null).position()).isEqualTo(at(2));
        crm.amendLog(OTHER, "has left");
        assertThat(found(null)).isEqualTo(ofCustomer(Kind.EVENT_MISSING, 4, 3));
        crm.amendLog(at(4), "order 17");

        LogProof proof = crm.verifyLog(key.getPublic(), heads.get(2));

        assertThat(proof.events()).isEqualTo(6);
        assertThat(proof.amendments()).extracting(LogProof.Amendment::reason).containsExactly("has left", "order 17");
        run(insert(at(4)));
        assertThat(found(null).kind()).isEqualTo(Kind.EVENT_CHANGED);
        run("delete from crm_event" + where(4));
        crm.as(Crms.ANN, OTHER).execute(Register.organisation(CustomerId.random(), "Newcomer"));
        crm.logHead();
        run("delete from crm_event where tenant = 'other'");
        assertThat(found(null).kind()).as("what came since").isEqualTo(Kind.EVENT_MISSING);
    }
}
