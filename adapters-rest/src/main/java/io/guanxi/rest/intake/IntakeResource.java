package io.guanxi.rest.intake;

import io.guanxi.application.intake.IntakeView;
import io.guanxi.domain.intake.IntakeCommand;
import io.guanxi.domain.intake.IntakeCommand.Discard;
import io.guanxi.domain.intake.IntakeCommand.Keep;
import io.guanxi.domain.intake.IntakeCommand.Revise;
import io.guanxi.domain.intake.IntakeId;
import io.guanxi.domain.intake.IntakeRule;
import io.guanxi.rest.Routes;

/** Rows that are kept as they were given (待转记录) over HTTP: {@code GET /intakes?filter=kind==leads;owner==bob&sort=-givenAt}. */
public final class IntakeResource {

    private static final IntakeMapper MAPPER = new GeneratedIntakeMapper();

    public static final Routes<IntakeId, IntakeView> ROUTES = Routes.of(
                    "intakes", IntakeCommand.class, IntakeView.TYPE, IntakeId::new)
            .put(Keep.class, IntakeRequests.Keep.class, MAPPER::keep)
            .post(Revise.class, IntakeRequests.Revise.class, MAPPER::revise)
            .post(Discard.class, IntakeRequests.Discard.class, MAPPER::discard)
            .refuses(IntakeRule.values())
            .build();

    private IntakeResource() {}
}
