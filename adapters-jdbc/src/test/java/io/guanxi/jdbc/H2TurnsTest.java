package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Crm;
import io.guanxi.application.access.Authorizer;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes an H2 file writes alone, from the first statement that writes to the end: nobody may dawdle in between. */
class H2TurnsTest {

    @TempDir
    private Path directory;

    @Test
    void whileAListenerIsBusyOthersWrite() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<Boolean> inTime = new CompletableFuture<>();
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:file:" + directory.resolve("crm"))
                        .createTables())
                .authorizer(Authorizer.allowEverything())
                .on("mailer", CustomerEvent.Registered.class, event -> {
                    begun.countDown();
                    try {
                        inTime.complete(written.await(4, TimeUnit.SECONDS));
                    } catch (InterruptedException interrupted) {
                        inTime.completeExceptionally(interrupted);
                    }
                })
                .build()) {
            crm.as(Crms.ANN).execute(Register.organisation(CustomerId.random(), "Acme"));
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

            crm.as(Crms.ANN).execute(Register.organisation(CustomerId.random(), "Globex"));
            written.countDown();

            assertThat(inTime.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
