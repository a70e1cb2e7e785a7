package io.guanxi.domain.touchpoint;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Commands about one touchpoint, drawn from a small world so that they meet. For tests of every module. */
public final class TouchpointArbitraries {

    private TouchpointArbitraries() {}

    public static Arbitrary<List<TouchpointCommand>> commands(String code) {
        TouchpointId id = TouchpointId.of(code);
        Arbitrary<Map<String, String>> labels = Arbitraries.of(Map.of(), Map.of("en", "Web"), Map.of("zh-CN", "网站"));
        Arbitrary<TouchpointCommand> command = Arbitraries.frequencyOf(
                Tuple.of(3, labels.map(each -> new TouchpointCommand.Define(id, code, each))),
                Tuple.of(2, labels.map(each -> new TouchpointCommand.Relabel(id, each))),
                Tuple.of(1, Arbitraries.just(new TouchpointCommand.Retire(id))),
                Tuple.of(1, Arbitraries.just(new TouchpointCommand.Revive(id))));
        return command.list().ofMaxSize(20);
    }
}
