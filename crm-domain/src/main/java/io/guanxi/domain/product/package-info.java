/**
 * The product catalogue (产品): what the business sells, for deals, quotes and reports to refer to.
 *
 * <p>Read {@link io.guanxi.domain.product.ProductCommand}, then the table in {@link io.guanxi.domain.product.Product};
 * {@link io.guanxi.domain.product.ProductRule} lists every refusal.
 *
 * <pre>
 *  List ──► LISTED ──Retire──► RETIRED
 *              ▲                  │
 *              └──────Relist──────┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.product;

import org.jspecify.annotations.NullMarked;
