package io.guanxi.application.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanxi.application.Trials;
import io.guanxi.application.ViewLaws;
import io.guanxi.domain.schema.Schema;
import io.guanxi.domain.schema.SchemaArbitraries;
import io.guanxi.domain.schema.SchemaCommand;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SchemaViewProperties {

    @Property(tries = 200)
    void theViewShowsWhatTheRulesRemember(@ForAll("commands") List<SchemaCommand> commands) {
        ViewLaws.hold(
                new SchemaFeature(),
                Schema.DECIDER,
                SchemaView.TYPE,
                commands,
                Trials.at(Trials.NOON),
                (schema, view) -> {
                    assertThat(view.feature()).isEqualTo(schema.feature());
                    assertThat(view.fields()).isEqualTo(schema.fields());
                    assertThat(view.lists()).isEqualTo(schema.lists());
                });
    }

    @Provide
    Arbitrary<List<SchemaCommand>> commands() {
        return SchemaArbitraries.commands();
    }
}
