package io.guanxi.application.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstMayGoOn = new CountDownLatch(1);
    private final CountDownLatch firstIsAtWork = new CountDownLatch(1);

    /** Doubles numbers; the 0 waits. */
    private final Lane<Integer, Integer> lane = new Lane<>(this::doubled, threads);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private void doubled(List<Lane.Place<Integer, Integer>> group) {
        groups.add(group.stream().map(Lane.Place::item).toList());
        for (Lane.Place<Integer, Integer> place : group) {
            if (place.item() == 0) {
                firstIsAtWork.countDown();
                await(firstMayGoOn);
            }
            if (place.item() < 0) {
                throw new IllegalArgumentException("negative");
            }
            place.done(2 * place.item());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private <V> Future<V> elsewhere(Callable<V> work) {
        return threads.submit(work);
    }

    @Test
    void whoIsAloneIsAGroupOfOneOnItsOwnThread() {
        assertThat(lane.run(1)).isEqualTo(2);
        assertThat(lane.run(2)).isEqualTo(4);
        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whoComesMeanwhileIsTheNextGroup() throws Exception {
        Future<Integer> first = elsewhere(() -> lane.run(0));
        await(firstIsAtWork);
        List<CompletableFuture<Integer>> others = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            others.add(lane.submit(i));
        }
        firstMayGoOn.countDown();

        assertThat(first.get()).isZero();
        for (int i = 1; i <= 100; i++) {
            assertThat(others.get(i - 1).join()).isEqualTo(2 * i);
        }
        assertThat(groups).extracting(List::size).containsExactly(1, 64, 36);
    }

    @Test
    void aFailureOfTheGroupIsToldToAllOfIt() {
        assertThatThrownBy(() -> lane.run(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(lane.run(3)).isEqualTo(6);
    }

    @Test
    void whoseTurnDoesNotComeGoesAlone() throws Exception {
        Future<Integer> first = elsewhere(() -> lane.run(0));
        await(firstIsAtWork);
        assertThat(lane.run(5)).isEqualTo(10);
        assertThat(first.isDone()).isFalse();
        firstMayGoOn.countDown();
        assertThat(first.get()).isZero();
    }

    @Test
    void anInterruptIsKeptForLaterAndNothingIsLost() throws Exception {
        Future<Integer> first = elsewhere(() -> lane.run(0));
        await(firstIsAtWork);
        Future<Boolean> interrupted = elsewhere(() -> {
            Thread.currentThread().interrupt();
            return lane.run(7) == 14 && Thread.interrupted();
        });
        firstMayGoOn.countDown();
        assertThat(interrupted.get()).isTrue();
        assertThat(first.get()).isZero();
    }

    @Test
    void whatFollowsMayUseTheLaneAgain() {
        assertThat(lane.submit(1).thenApply(lane::run).join()).isEqualTo(4);
    }

    @Test
    void whenNobodyIsThereToDoItThatIsSaid() {
        threads.shutdown();
        assertThat(lane.submit(1)).isCompletedExceptionally();
        assertThat(lane.run(2)).isEqualTo(4);
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        List<Future<Boolean>> all = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int start = thread * 1_000 + 1;
            all.add(elsewhere(() -> {
                for (int i = start; i < start + 500; i++) {
                    if (lane.run(i) != 2 * i || lane.submit(i).join() != 2 * i) {
                        return false;
                    }
                }
                return true;
            }));
        }
        for (Future<Boolean> each : all) {
            assertThat(each.get()).isTrue();
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(8_000);
    }
}
