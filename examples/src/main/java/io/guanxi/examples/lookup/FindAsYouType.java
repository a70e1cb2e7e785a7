package io.guanxi.examples.lookup;

import io.guanxi.application.Crm;
import io.guanxi.application.CrmSession;
import io.guanxi.application.access.Authorizer;
import io.guanxi.application.customer.CustomerView;
import io.guanxi.domain.customer.ContactPoint;
import io.guanxi.domain.customer.CustomerCommand.Register;
import io.guanxi.domain.customer.CustomerId;
import io.guanxi.domain.kernel.Actor;
import io.guanxi.domain.kernel.PhoneNumber;
import io.guanxi.jdbc.JdbcStorage;
import java.util.List;
import java.util.Set;

/** Whoever answers a call types a few letters, or the digits that are shown. */
public final class FindAsYouType {

    private FindAsYouType() {}

    public static void main(String[] args) {
        // README begins
        try (Crm crm = Crm.builder()
                .storage(JdbcStorage.h2("jdbc:h2:mem:lookup").createTables())
                .authorizer(Authorizer.allowEverything())
                .lookup(CustomerView.TYPE)
                .build()) {
            CrmSession ann = crm.as(new Actor("ann", Set.of("sales")));
            ContactPoint phone = new ContactPoint.Phone(new PhoneNumber("+8613800138000"));
            ann.execute(Register.person(CustomerId.random(), "张三丰", phone));
            ann.execute(Register.organisation(CustomerId.random(), "北京某某科技有限公司"));
            ann.execute(Register.organisation(CustomerId.random(), "Müller & O'Neil GmbH"));
            for (String typed : List.of("三丰", "zhang san", "zsf", "8000", "bjmm", "科技", "mull", "oneil")) {
                ann.views(CustomerView.TYPE)
                        .lookup(typed, 10)
                        .views()
                        .forEach(found ->
                                System.out.println(typed + " " + found.details().name()));
            }
        }
        // README ends
    }
}
