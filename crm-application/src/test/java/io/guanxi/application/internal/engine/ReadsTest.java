package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.schema.SchemaCommand.NoteReads;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadsTest {

    private static final int ASKERS = 4;
    private static final int QUESTIONS = 20_000;

    @Test
    void noQuestionIsLostThatIsAskedWhileItTells() throws Exception {
        Reads reads = new Reads(InstantSource.system(), ZoneOffset.UTC);
        AtomicLong questions = new AtomicLong();
        AtomicLong names = new AtomicLong();
        Reads.Teller teller = (tenant, actor, command) -> {
            if (command instanceof NoteReads noted) {
                questions.addAndGet(noted.questions());
                names.addAndGet(noted.fields().getOrDefault("name", 0L));
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(ASKERS);
        try {
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < ASKERS; i++) {
                asking.add(threads.submit((Callable<Void>) () -> {
                    for (int question = 0; question < QUESTIONS; question++) {
                        reads.asked(TenantId.MAIN, "customer", CustomerView.TYPE, List.of("name"));
                    }
                    return null;
                }));
            }
            while (!asking.stream().allMatch(Future::isDone)) {
                reads.tell(teller);
            }
            for (Future<?> each : asking) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        reads.tell(teller);
        assertThat(questions).hasValue(ASKERS * QUESTIONS);
        assertThat(names).hasValue(ASKERS * QUESTIONS);
    }
}
