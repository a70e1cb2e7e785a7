package io.guanxi.rest.product;

import io.guanxi.domain.product.ProductCommand;
import io.guanxi.domain.product.ProductDetails;
import io.guanxi.domain.product.ProductId;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;

/** Request → command. */
@Mapper(implementationName = "Generated<CLASS_NAME>")
interface ProductMapper {

    @Mapping(target = "details", source = "request")
    ProductCommand.List list(ProductId productId, ProductRequests.Details request);

    @Mapping(target = "details", source = "request")
    ProductCommand.Revise revise(ProductId productId, ProductRequests.Details request);

    @BeanMapping(unmappedTargetPolicy = ReportingPolicy.IGNORE) // the record's own withers look like setters
    ProductDetails details(ProductRequests.Details request);
}
