package io.guanxi.application.touchpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.Trials;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.view.Filter;
import io.guanxi.application.view.Grouping;
import io.guanxi.domain.activity.About;
import io.guanxi.domain.activity.ActivityCommand.RecordFollowUp;
import io.guanxi.domain.activity.ActivityDetails;
import io.guanxi.domain.activity.ActivityId;
import io.guanxi.domain.activity.ActivityKind;
import io.guanxi.domain.activity.ActivityOutcome;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.TenantId;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.domain.touchpoint.TouchpointCommand.Retire;
import io.guanxi.domain.touchpoint.TouchpointId;
import io.guanxi.domain.touchpoint.TouchpointRule;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TouchpointFeatureTest {

    private static final CustomerId ACME = CustomerId.random();

    private static RecordFollowUp call(String channel) {
        return new RecordFollowUp(
                ActivityId.random(),
                About.customer(ACME),
                new ActivityDetails(ActivityKind.CALL, null, channel, "Hello", null, Set.of()),
                new ActivityOutcome("agreed", null, null));
    }

    @Test
    void activitiesHappenAtTouchpointsOnceThereAreAny() {
        try (Crm crm = Trials.builder(InstantSource.fixed(Trials.NOON)).build()) {
            CrmSession ann = crm.as(Trials.ANN);
            ann.executeAll(List.of(Register.organisation(ACME, "Acme"), call("pigeon")));
            assertRefused(() -> ann.execute(Define.of("online.wechat", Map.of())), TouchpointRule.BRANCH_UNKNOWN);
            ann.executeAll(List.of(
                    Define.of("online", Map.of("zh-CN", "线上")),
                    Define.of("online.wechat", Map.of("zh-CN", "微信")),
                    Define.of("online.web", Map.of()),
                    Define.of("shop", Map.of("zh-CN", "门店")),
                    call("online.wechat"),
                    call("online.wechat"),
                    call("online.web"),
                    call("online"),
                    call("shop")));
            assertRefused(() -> ann.execute(call("pigeon")), TouchpointRule.UNKNOWN);
            crm.as(Trials.ANN, new TenantId("other"))
                    .executeAll(List.of(Register.organisation(ACME, "Acme"), call("pigeon")));

            assertThat(ann.views(ActivityView.TYPE).count(TouchpointView.branch(ActivityView.CHANNEL, "online")))
                    .isEqualTo(4);
            assertThat(TouchpointView.byBranch(
                            ann.views(ActivityView.TYPE)
                                    .group(
                                            Filter.everything(),
                                            Grouping.by(ActivityView.CHANNEL).count("count")),
                            "count"))
                    .containsExactly(
                            Map.entry("online", 4L),
                            Map.entry("online.web", 1L),
                            Map.entry("online.wechat", 2L),
                            Map.entry("pigeon", 1L),
                            Map.entry("shop", 1L));

            ann.execute(new Retire(TouchpointId.of("shop")));
            assertRefused(() -> ann.execute(call("shop")), TouchpointRule.UNKNOWN);
        }
    }

    private static void assertRefused(ThrowingCallable asked, TouchpointRule rule) {
        assertThatThrownBy(asked)
                .isInstanceOfSatisfying(
                        CrmException.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }
}
