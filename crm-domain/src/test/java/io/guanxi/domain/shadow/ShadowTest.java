package io.guanxi.domain.shadow;

import static io.guanxi.domain.shadow.ShadowRule.NOT_FOLLOWED;
import static io.guanxi.domain.shadow.ShadowRule.NO_PARITY;
import static io.guanxi.domain.shadow.ShadowRule.OF_ANOTHER_SOURCE;

import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.shadow.ShadowCommand.Follow;
import io.guanxi.domain.shadow.ShadowCommand.MoveOn;
import io.guanxi.domain.shadow.ShadowCommand.TakeOver;
import io.guanxi.domain.shadow.ShadowEvent.Followed;
import io.guanxi.domain.shadow.ShadowEvent.MovedOn;
import io.guanxi.domain.shadow.ShadowEvent.Opened;
import io.guanxi.domain.shadow.ShadowEvent.TakenOver;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShadowTest {

    private static final ShadowId ERP = ShadowId.of("erp");
    private static final UUID BATCH = new UUID(0, 7);
    private static final Opened OPENED = new Opened(ERP, "erp", BATCH);
    private static final Followed FOLLOWED = new Followed(ERP, "people");
    private static final TakenOver TAKEN_OVER = new TakenOver(ERP, "people", 0, null);

    private static DeciderSpec<ShadowCommand, ShadowEvent, Shadow> given(ShadowEvent... events) {
        return DeciderSpec.of(Shadow.DECIDER).given(events);
    }

    @Test
    void aSystemIsFollowedKindByKindUnderOneBatch() {
        given().when(new Follow(ERP, "erp", "people", BATCH)).then(OPENED, FOLLOWED);
        given(OPENED, FOLLOWED).when(new Follow(ERP, "erp", "people", BATCH)).thenNothing();
        given(OPENED, FOLLOWED)
                .when(new Follow(ERP, "erp", "tickets", UUID.randomUUID()))
                .then(new Followed(ERP, "tickets"));
        given().when(new Follow(ERP, "shop", "people", BATCH)).thenRefused(OF_ANOTHER_SOURCE);
    }

    @Test
    void howFarItWasFollowedIsRemembered() {
        given(OPENED, FOLLOWED).when(new MoveOn(ERP, "17")).then(new MovedOn(ERP, "17"));
        given(OPENED, FOLLOWED, new MovedOn(ERP, "17"))
                .when(new MoveOn(ERP, "17"))
                .thenNothing();
    }

    @Test
    void aKindIsTakenOverOnceAndOnlyInParityOrWithAReason() {
        given(OPENED, FOLLOWED).when(new TakeOver(ERP, "people", 0, null)).then(TAKEN_OVER);
        given(OPENED, FOLLOWED).when(new TakeOver(ERP, "people", 3, null)).thenRefused(NO_PARITY);
        given(OPENED, FOLLOWED)
                .when(new TakeOver(ERP, "people", 3, "three are dead"))
                .then(new TakenOver(ERP, "people", 3, "three are dead"));
        given(OPENED, FOLLOWED).when(new TakeOver(ERP, "tickets", 0, null)).thenRefused(NOT_FOLLOWED);
        given(OPENED, FOLLOWED, TAKEN_OVER)
                .when(new TakeOver(ERP, "people", 0, null))
                .thenNothing();
        given(OPENED, FOLLOWED, TAKEN_OVER)
                .when(new Follow(ERP, "erp", "people", BATCH))
                .thenNothing();
    }
}
