package io.guanxi.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every letter is found once, however many there are. */
@ParameterizedClass
@MethodSource("io.guanxi.jdbc.Databases#kinds")
class DeadLettersTest {

    private final Databases.Kind kind;

    private HikariDataSource pool;
    private JdbcStorage storage;
    private SequencedDeadLetterQueue<EventMessage<?>> queue;

    DeadLettersTest(Databases.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        pool = kind.pool();
        storage = JdbcStorage.on(pool).createTables();
        storage.open(List.of(), new io.guanxi.application.spi.Json(), finished -> {});
        queue = storage.deadLetters("mailer", JacksonSerializer.defaultSerializer());
    }

    @AfterEach
    void close() {
        storage.close();
        pool.close();
    }

    private void enqueue(String sequence, String text) {
        EventMessage<?> message = GenericEventMessage.asEventMessage(text);
        storage.transactions()
                .executeInTransaction(() -> queue.enqueue(
                        sequence, new GenericDeadLetter<>(sequence, message, new IllegalStateException("broken"))));
    }

    private static Object text(DeadLetter<? extends EventMessage<?>> letter) {
        return letter.message().getPayload();
    }

    @Test
    void theLettersOfALongSequenceAreFoundOnce() {
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            enqueue("one", "letter " + i);
            expected.add("letter " + i);
        }
        List<Object> found = new ArrayList<>();
        queue.deadLetterSequence("one").forEach(each -> found.add(text(each)));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void sequencesThatAreNotDueDoNotHideTheOthers() {
        for (int i = 0; i < 35; i++) {
            enqueue("sequence " + i, "letter " + i);
        }
        List<Object> processed = new ArrayList<>();
        boolean done = queue.process(letter -> text(letter).equals("letter 34"), letter -> {
            processed.add(text(letter));
            return Decisions.evict();
        });
        assertThat(done).isTrue();
        assertThat(processed).containsExactly("letter 34");
        assertThat(queue.size()).isEqualTo(34);
    }

    @Test
    void aQueueSeesOnlyItsOwnLetters() {
        enqueue("one", "letter");
        assertThat(storage.deadLetters("other", JacksonSerializer.defaultSerializer())
                        .size())
                .isZero();
        assertThat(queue.contains("one")).isTrue();
        queue.clear();
        assertThat(queue.size()).isZero();
    }
}
