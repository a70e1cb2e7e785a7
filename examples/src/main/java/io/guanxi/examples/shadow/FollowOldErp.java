package io.guanxi.examples.shadow;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.columns.RecordKind;
import io.guanxi.application.imports.Parity;
import io.guanxi.application.link.LinkFeature;
import io.guanxi.application.shadow.Following;
import io.guanxi.application.shadow.ShadowFeature;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;

/** An ERP keeps the customers, the CRM follows it, until the two agree and the CRM takes over. */
public final class FollowOldErp {

    private FollowOldErp() {}

    public static void main(String[] args) {
        JdbcDataSource old = new JdbcDataSource();
        old.setURL("jdbc:h2:mem:old-erp;DB_CLOSE_DELAY=-1");
        fill(old, """
                create table customer (id int primary key, company varchar, mail varchar, trade varchar, clerk varchar, since date);
                create table change_log (seq int generated always as identity primary key, customer int);
                insert into customer values (1, 'Acme', 'info@acme.test', 'tools', 'bob', '2019-05-04');
                insert into customer values (2, 'Ajax', null, 'paper', 'carol', '2020-06-05');
                insert into change_log (customer) values (1), (2), (1);
                """);
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:shadow").createTables())
                .authorizer(Authorizer.allowEverything())
                .feature(new LinkFeature())
                .feature(new ShadowFeature())
                .build()) {
            CrmSession session = crm.as(new Actor("migration", Set.of()));
            Following erp = Following.of(session, new OldErp(old)); // your port to the legacy system
            erp.follow(RecordKind.ORGANISATION); // it is their master: commands of others are refused
            System.out.println(erp.catchUp().applied() + " changes taken in");

            fill(old, "update customer set trade = 'machines' where id = 1"); // and nobody told the log
            Parity parity = erp.parity(RecordKind.ORGANISATION, System.out::println);
            System.out.println(parity.equal() + " of " + parity.rows() + " are equal");

            fill(old, "insert into change_log (customer) values (1)");
            erp.catchUp();
            erp.takeOver(RecordKind.ORGANISATION, null); // refused while they differ, unless there is a reason
            Set<String> ours = erp.state().orElseThrow().takenOver().keySet();
            System.out.println("taken over: " + ours);
        }
        // README ends
    }

    private static void fill(JdbcDataSource database, String statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
