package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.memory.InMemoryStorage;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.campaign.CampaignCommand.Draft;
import io.guanxi.domain.campaign.CampaignCommand.RecordCost;
import io.guanxi.domain.campaign.CampaignId;
import io.guanxi.domain.campaign.CampaignRule;
import io.guanxi.domain.customer.CustomerCommand;
import io.guanxi.domain.customer.CustomerEvent;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.serialization.json.JacksonSerializer;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one node does while another works on the same storage; found by the simulation. */
class TwoNodesTest {

    private final InMemoryStorage storage = InMemoryStorage.create();

    /** Both have seen that nobody follows yet, and one of them comes second. */
    @Test
    void theyMayStartAtTheSameMoment() {
        try (Crm first = Trials.builder()
                        .storage(storage)
                        .on("audit", CustomerEvent.class, each -> {})
                        .build();
                Crm second = Trials.builder()
                        .storage(seeingNoFollowers(storage))
                        .on("audit", CustomerEvent.class, each -> {})
                        .build()) {
            assertThat(second.health().followers().keySet())
                    .isEqualTo(first.health().followers().keySet())
                    .containsExactly("audit");
        }
    }

    /** The second remembers the campaign without its cost, and the view is ahead of that. */
    @Test
    void whatIsDecidedOnAnOldStateIsDecidedAnewAndNotFoldedIntoANewView() {
        CampaignId spring = CampaignId.random();
        try (Crm first = Trials.builder().storage(storage).build();
                Crm second = Trials.builder().storage(storage).build()) {
            first.as(Trials.ANN).execute(Draft.named(spring, "Spring", "ann"));
            second.as(Trials.ANN).execute(Draft.named(spring, "Spring", "ann"));
            first.as(Trials.ANN).execute(cost(spring, "INV-1", "EUR 10"));
            assertThatThrownBy(() -> second.as(Trials.ANN).execute(cost(spring, "INV-2", "CNY 10")))
                    .isInstanceOfSatisfying(
                            CrmException.Refused.class,
                            refused -> assertThat(refused.rule()).isEqualTo(CampaignRule.OTHER_CURRENCY));
        }
    }

    private static RecordCost cost(CampaignId campaign, String id, String amount) {
        return new RecordCost(campaign, id, Money.parse(amount), "stand", LocalDate.of(2026, 3, 2));
    }

    @Test
    void whatOneHasPutAmongTheDeadLettersTheOtherDoesNotPassBy() throws InterruptedException {
        CustomerId acme = CustomerId.random();
        String sequence = "main/" + acme.value();
        List<Long> heard = new CopyOnWriteArrayList<>();
        var queue = storage.deadLetters("audit", JacksonSerializer.defaultSerializer());
        try (Crm crm = Trials.builder()
                .storage(storage)
                .on("audit", CustomerEvent.class, each -> heard.add(each.meta().sequence()))
                .build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.execute(CustomerCommand.Register.organisation(acme, "Acme"));
            await(() -> !heard.isEmpty());
            queue.enqueue(
                    sequence,
                    new GenericDeadLetter<>(sequence, GenericEventMessage.asEventMessage("of the other node"))
                            .withDiagnostics(MetaData.with("attempts", "10")));
            ann.execute(new CustomerCommand.Tag(acme, "vip"));
            await(() -> queue.sequenceSize(sequence) == 2);
            assertThat(heard).containsExactly(1L);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static Storage seeingNoFollowers(Storage storage) {
        Set<String> asked = new HashSet<>();
        return watched(
                Storage.class,
                storage,
                (method, arguments, answer) -> answer instanceof TokenStore tokens
                        ? watched(
                                TokenStore.class,
                                tokens,
                                (ofTokens, names, segments) ->
                                        ofTokens.equals("fetchSegments") && asked.add((String) names[0])
                                                ? new int[0]
                                                : segments)
                        : answer);
    }

    @FunctionalInterface
    private interface Change {
        @Nullable
        Object of(String method, Object[] arguments, @Nullable Object answer);
    }

    private static <T> T watched(Class<T> type, T target, Change change) {
        return type.cast(Proxy.newProxyInstance(
                TwoNodesTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return change.of(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }
}
