package io.guanxi.application.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StorageContract;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class InMemoryStorageTest extends StorageContract {

    @Override
    protected Storage empty() {
        return InMemoryStorage.create();
    }

    @Override
    protected Storage again(Storage before) {
        return before;
    }

    /** Else a reaction is lost whose commands were rolled back with it. */
    @Test
    void aDeadLetterIsStillThereWhenTheTransactionThatHasTakenItOffIsRolledBack() {
        Storage storage = empty();
        var queue = storage.deadLetters("reaction", JacksonSerializer.defaultSerializer());
        DeadLetter<EventMessage<?>> letter =
                new GenericDeadLetter<>("main/1", GenericEventMessage.asEventMessage("event"));
        queue.enqueue("main/1", letter);

        Transaction transaction = storage.transactions().startTransaction();
        assertThat(queue.process(each -> Decisions.evict())).isTrue();
        assertThat(queue.contains("main/1")).isFalse();
        transaction.rollback();
        assertThat(queue.deadLetterSequence("main/1")).singleElement().isEqualTo(letter);

        transaction = storage.transactions().startTransaction();
        queue.enqueue("main/2", letter);
        transaction.rollback();
        assertThat(queue.contains("main/2")).isFalse();
    }
}
