/**
 * The CRM as a host sees it: {@link io.guanxi.application.Crm} is built once, {@link io.guanxi.application.CrmSession} is one
 * actor at work. A {@link io.guanxi.application.Feature} bundles a decider with its views, guards, reactions and duties;
 * built-in features and those of others use the same interface.
 *
 * <p>A person is erased by {@link io.guanxi.application.CrmSession#erase}, if the CRM was built with
 * {@link io.guanxi.application.CrmBuilder#erasable()}: personal fields are sealed with a key for each aggregate, and the keys are
 * destroyed. Sources: Regulation (EU) 2016/679 (GDPR) art. 17; 个人信息保护法 (PIPL) art. 47; NIST SP 800-38D (GCM).
 *
 * <p>That nobody has changed the log behind the library's back is proven by {@link io.guanxi.application.Crm#verifyLog}, if the CRM
 * was built with {@link io.guanxi.application.CrmBuilder#chained}: events are hashed in links that name each other, and the last
 * is signed. Sources: FIPS 180-4 (SHA-256), RFC 8032 (Ed25519), RFC 6962 (signed heads); Haber and Stornetta, "How to Time-Stamp a
 * Digital Document" (1991).
 */
@NullMarked
package io.guanxi.application;

import org.jspecify.annotations.NullMarked;
