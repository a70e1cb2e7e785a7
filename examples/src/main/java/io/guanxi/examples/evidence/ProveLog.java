package io.guanxi.examples.evidence;

import io.guanxi.application.Crm;
import io.guanxi.application.LogHead;
import io.guanxi.application.LogProof;
import io.guanxi.application.Signer;
import io.guanxi.application.TamperedLogException;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.jdbc.JdbcStorage;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Proves that a log is what it was; then somebody changes it with SQL, and is found out. */
public final class ProveLog {

    private static final String URL = "jdbc:h2:mem:evidence";

    private ProveLog() {}

    public static void main(String[] arguments) throws NoSuchAlgorithmException, SQLException {
        KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2(URL).createTables())
                .authorizer(Authorizer.allowEverything())
                .chained(Signer.of(key.getPrivate())) // every ten seconds, beside the commands
                .build()) {
            crm.as(new Actor("ann", Set.of("sales")))
                    .execute(CustomerCommand.Register.organisation(CustomerId.random(), "Acme"));

            LogHead head = crm.logHead().orElseThrow(); // a line to keep where nobody with the database can write
            LogProof proof = crm.verifyLog(key.getPublic(), head);
            System.out.println(proof.events() + " events are what they were");

            changeBehindItsBack();
            try {
                crm.verifyLog(key.getPublic(), head);
            } catch (TamperedLogException found) {
                System.out.println(found.getMessage());
            }
        }
        // README ends
    }

    private static void changeBehindItsBack() throws SQLException {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.execute("update crm_event set actor = 'bob'");
        }
    }
}
