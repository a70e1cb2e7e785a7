package io.guanxi.domain.touchpoint;

import com.google.common.collect.ImmutableSortedMap;
import io.guanxi.domain.kernel.Check;
import io.guanxi.domain.kernel.Command;
import java.util.Map;
import java.util.regex.Pattern;

/** Everything one can ask of a touchpoint. */
public sealed interface TouchpointCommand extends Command {

    TouchpointId touchpointId();

    @Override
    default TouchpointId aggregateId() {
        return touchpointId();
    }

    private static Map<String, String> checked(Map<String, String> labels) {
        Check.that(labels.size() <= 50, "labels", "size", "must have at most 50 entries");
        ImmutableSortedMap.Builder<String, String> checked = ImmutableSortedMap.naturalOrder();
        labels.forEach(
                (locale, label) -> checked.put(Check.text("labels", locale, 35), Check.text("labels", label, 100)));
        return checked.build();
    }

    /**
     * Makes a touchpoint known; repeated with the same facts it changes nothing.
     *
     * @param code names its place in the tree: {@code online.wechat} is a branch of {@code online}; parts of a-z, 0-9 and - with a dot
     *     between them, at most 50 characters
     * @param labels what it is called, by locale such as {@code en} or {@code zh-CN}; at most 50
     */
    record Define(TouchpointId touchpointId, String code, Map<String, String> labels) implements TouchpointCommand {

        private static final Pattern CODE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

        public Define {
            Check.that(
                    code.length() <= 50 && CODE.matcher(code).matches(),
                    "code",
                    "format",
                    "must be parts of a-z, 0-9 and - with a dot between them");
            labels = checked(labels);
        }

        public static Define of(String code, Map<String, String> labels) {
            return new Define(TouchpointId.of(code), code, labels);
        }
    }

    /** Calls it otherwise. */
    record Relabel(TouchpointId touchpointId, Map<String, String> labels) implements TouchpointCommand {

        public Relabel {
            labels = checked(labels);
        }
    }

    /** Nothing new happens there any more; what has happened keeps its name. */
    record Retire(TouchpointId touchpointId) implements TouchpointCommand {}

    /** It is used again. */
    record Revive(TouchpointId touchpointId) implements TouchpointCommand {}
}
