package io.guanxi.application.retention;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Crm;
import io.guanxi.application.Duty;
import io.guanxi.application.Feature;
import java.util.List;
import java.util.Objects;

/** How long data is kept (保存期限): a host that has rules adds the feature, and duties keep to them in all tenants. */
public final class RetentionFeature implements Feature {

    private final ImmutableList<RetentionRule<?>> rules;

    public RetentionFeature(List<RetentionRule<?>> rules) {
        this.rules = ImmutableList.copyOf(rules);
    }

    /** Those of the CRM's feature; none if it was built without one. */
    public static List<RetentionRule<?>> rulesOf(Crm crm) {
        return crm.features().stream()
                .filter(RetentionFeature.class::isInstance)
                .flatMap(each -> ((RetentionFeature) each).rules.stream())
                .toList();
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public List<Duty<?>> duties() {
        return rules.stream()
                .<Duty<?>>map(RetentionRule::duty)
                .filter(Objects::nonNull)
                .toList();
    }
}
