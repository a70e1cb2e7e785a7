package io.guanxi.rest.transaction;

import io.guanxi.application.transaction.TransactionView;
import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionCommand.Cancel;
import io.guanxi.domain.transaction.TransactionCommand.Correct;
import io.guanxi.domain.transaction.TransactionCommand.Reinstate;
import io.guanxi.domain.transaction.TransactionId;
import io.guanxi.domain.transaction.TransactionRule;
import io.guanxi.rest.Routes;

/** Transactions (交易记录) over HTTP: {@code PUT /transactions/{id}} as the ERP or the shop tells of it. */
public final class TransactionResource {

    private static final TransactionMapper MAPPER = new GeneratedTransactionMapper();

    public static final Routes<TransactionId, TransactionView> ROUTES = Routes.of(
                    "transactions", TransactionCommand.class, TransactionView.TYPE, TransactionId::new)
            .put(TransactionCommand.Book.class, TransactionRequests.Book.class, MAPPER::book)
            .post(Correct.class, TransactionRequests.Correct.class, MAPPER::correct)
            .post(Cancel.class, TransactionRequests.Cancel.class, MAPPER::cancel)
            .post(Reinstate.class, TransactionRequests.Reinstate.class, MAPPER::reinstate)
            .refuses(TransactionRule.values())
            .build();

    private TransactionResource() {}
}
