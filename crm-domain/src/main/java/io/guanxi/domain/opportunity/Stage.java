package io.guanxi.domain.opportunity;

import com.google.common.collect.Sets;
import io.guanxi.domain.kernel.Check;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Set;

/**
 * A step that deals of one pipeline go through.
 *
 * @param code its stable name within the pipeline; at most 50 characters
 * @param name as people read it; at most 100 characters
 * @param probability how likely a deal here is to be won, in per cent, 0 to 100
 * @param forecast how a deal here counts in the forecast; anything but {@code CLOSED}
 * @param required what must be known before a deal advances to this stage, is opened in it, or is won from it
 * @param mayMoveTo codes of the later stages a deal may advance to from here; empty means any later stage
 * @param mayRollBack whether a deal may go back from here to an earlier stage
 */
@RecordBuilder
public record Stage(
        String code,
        String name,
        int probability,
        ForecastCategory forecast,
        Set<RequiredFact> required,
        Set<String> mayMoveTo,
        boolean mayRollBack)
        implements StageBuilder.With {

    public Stage {
        code = Check.text("code", code, 50);
        name = Check.text("name", name, 100);
        Check.range("probability", probability, 0, 100);
        Check.that(
                forecast != ForecastCategory.CLOSED,
                "forecast",
                "open",
                "must not be CLOSED: stages are of open deals");
        required = Sets.immutableEnumSet(required);
        mayMoveTo = Check.texts("mayMoveTo", mayMoveTo, 50, Pipeline.MAX_STAGES);
    }

    /** A stage that demands nothing and lets deals go anywhere. */
    public static Stage of(String code, String name, int probability, ForecastCategory forecast) {
        return new Stage(code, name, probability, forecast, Set.of(), Set.of(), true);
    }
}
