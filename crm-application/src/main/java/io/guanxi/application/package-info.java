/**
 * The CRM as a host sees it: {@link io.guanxi.application.Crm} is built once, {@link io.guanxi.application.CrmSession} is one
 * actor at work. A {@link io.guanxi.application.Feature} bundles a decider with its views, guards, reactions and duties;
 * built-in features and those of others use the same interface.
 *
 * <p>A person is erased by {@link io.guanxi.application.CrmSession#erase}, if the CRM was built with
 * {@link io.guanxi.application.CrmBuilder#erasable()}: personal fields are sealed with a key for each aggregate, and the keys are
 * destroyed. Sources: Regulation (EU) 2016/679 (GDPR) art. 17; 个人信息保护法 (PIPL) art. 47; NIST SP 800-38D (GCM).
 *
 * <p>Every row and every session belongs to a tenant, and no tenant can tell whether there is another. {@link
 * io.guanxi.application.Tenants} creates, meters, exports and erases them.
 */
@NullMarked
package io.guanxi.application;

import org.jspecify.annotations.NullMarked;
