package io.guanxi.examples.touchpoints;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.activity.ActivityView;
import io.guanxi.application.touchpoint.TouchpointView;
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
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.touchpoint.TouchpointCommand.Define;
import io.guanxi.jdbc.JdbcStorage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where customers meet us, and how often. */
public final class WhereWeMeet {

    private WhereWeMeet() {}

    public static void main(String[] args) {
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:touchpoints").createTables())
                .authorizer(Authorizer.allowEverything())
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            CustomerId acme = CustomerId.random();
            ann.executeAll(List.of(
                    Register.organisation(acme, "Acme"),
                    Define.of("online", Map.of("en", "Online", "zh-CN", "线上")),
                    Define.of("online.wechat", Map.of("en", "WeChat", "zh-CN", "微信")),
                    Define.of("shop", Map.of("en", "Shop", "zh-CN", "门店")),
                    met(acme, "online.wechat"),
                    met(acme, "online.wechat"),
                    met(acme, "online"),
                    met(acme, "shop")));
            try {
                ann.execute(met(acme, "pigeon"));
            } catch (CrmException.Refused refused) {
                System.out.println(refused.code());
            }
            System.out.println(TouchpointView.byBranch(
                    ann.views(ActivityView.TYPE)
                            .group(
                                    Filter.everything(),
                                    Grouping.by(ActivityView.CHANNEL).count("met")),
                    "met"));
            System.out.println(
                    ann.views(ActivityView.TYPE).count(TouchpointView.branch(ActivityView.CHANNEL, "online")));
        }
    }

    private static RecordFollowUp met(CustomerId customer, String touchpoint) {
        return new RecordFollowUp(
                ActivityId.random(),
                About.customer(customer),
                new ActivityDetails(ActivityKind.CHAT, null, touchpoint, "Hello", null, Set.of()),
                new ActivityOutcome("agreed", null, null));
    }
}
