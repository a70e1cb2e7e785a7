package io.guanxi.domain.touchpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DeciderSpec;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.domain.touchpoint.TouchpointCommand.Relabel;
import io.guanxi.domain.touchpoint.TouchpointCommand.Retire;
import io.guanxi.domain.touchpoint.TouchpointCommand.Revive;
import io.guanxi.domain.touchpoint.TouchpointEvent.Defined;
import io.guanxi.domain.touchpoint.TouchpointEvent.Relabelled;
import io.guanxi.domain.touchpoint.TouchpointEvent.Retired;
import io.guanxi.domain.touchpoint.TouchpointEvent.Revived;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TouchpointTest {

    private static final TouchpointId WECHAT = TouchpointId.of("online.wechat");
    private static final Map<String, String> LABELS = Map.of("zh-CN", "微信");
    private static final Map<String, String> MORE = Map.of("en", "WeChat", "zh-CN", "微信");
    private static final TouchpointEvent DEFINED = new Defined(WECHAT, "online.wechat", LABELS);

    private static DeciderSpec<TouchpointCommand, TouchpointEvent, Touchpoint> given(TouchpointEvent... events) {
        return DeciderSpec.of(Touchpoint.DECIDER).given(events);
    }

    @Test
    void aTouchpointIsDefinedOnce() {
        given().when(Define.of("online.wechat", LABELS)).then(DEFINED);
        given(DEFINED).when(Define.of("online.wechat", LABELS)).thenNothing();
        given(DEFINED).when(Define.of("online.wechat", MORE)).thenRefused(TouchpointRule.ALREADY_DEFINED);
        given().when(new Define(TouchpointId.of("shop"), "online", LABELS)).thenRefused(TouchpointRule.OF_ANOTHER_CODE);
    }

    @Test
    void aTouchpointIsRelabelledRetiredAndRevived() {
        given(DEFINED).when(new Relabel(WECHAT, LABELS)).thenNothing();
        given(DEFINED).when(new Relabel(WECHAT, MORE)).then(new Relabelled(WECHAT, MORE));
        given(DEFINED).when(new Retire(WECHAT)).then(new Retired(WECHAT));
        given(DEFINED).when(new Revive(WECHAT)).thenNothing();
        given(DEFINED, new Retired(WECHAT)).when(new Retire(WECHAT)).thenNothing();
        given(DEFINED, new Retired(WECHAT)).when(new Revive(WECHAT)).then(new Revived(WECHAT));
        given(DEFINED, new Relabelled(WECHAT, MORE))
                .when(Define.of("online.wechat", LABELS))
                .thenNothing();
    }

    @Test
    void nothingCanBeAskedOfAnUnknownTouchpoint() {
        for (TouchpointCommand command : List.of(new Relabel(WECHAT, LABELS), new Retire(WECHAT), new Revive(WECHAT))) {
            given().when(command).thenNotFound();
        }
    }

    @Test
    void aCodeIsAPlaceInTheTree() {
        for (String code : List.of("", "Online", "online.", ".online", "a b", "a/b", "x".repeat(51))) {
            assertThatThrownBy(() -> Define.of(code, LABELS)).isInstanceOf(CrmException.Invalid.class);
        }
    }
}
