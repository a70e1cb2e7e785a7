package io.guanxi.rest.transaction;

import io.guanxi.domain.transaction.TransactionCommand;
import io.guanxi.domain.transaction.TransactionDetails;
import io.guanxi.domain.transaction.TransactionId;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface TransactionMapper {

    @Mapping(target = "customerId", source = "request.customer")
    @Mapping(target = "details", source = "request")
    TransactionCommand.Book book(TransactionId transactionId, TransactionRequests.Book request);

    @Mapping(target = "details", source = "request")
    TransactionCommand.Correct correct(TransactionId transactionId, TransactionRequests.Correct request);

    TransactionCommand.Cancel cancel(TransactionId transactionId, TransactionRequests.Cancel request);

    TransactionCommand.Reinstate reinstate(TransactionId transactionId, TransactionRequests.Reinstate request);

    TransactionDetails details(TransactionRequests.Book request);

    TransactionDetails details(TransactionRequests.Correct request);
}
