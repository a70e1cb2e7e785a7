/**
 * The CRM as a host sees it: {@link io.guanxi.application.Crm} is built once, {@link io.guanxi.application.CrmSession} is one
 * actor at work. A {@link io.guanxi.application.Feature} bundles a decider with its views, guards, reactions and duties;
 * built-in features and those of others use the same interface.
 *
 * <p>What is stored is never rewritten. An {@link io.guanxi.application.Upcaster} says how an event of an older shape is read, so
 * that whoever decides, lists or listens sees the shapes of today; the log, its export and all versions stay as they are stored. An
 * event that this build cannot read is shown and handed on as it is stored, and nobody decides on it: so two versions can share a
 * database until {@link io.guanxi.application.Crm#finishUpgrade} ends that.
 *
 * <p>A person is erased by {@link io.guanxi.application.CrmSession#erase}, if the CRM was built with
 * {@link io.guanxi.application.CrmBuilder#erasable()}: personal fields are sealed with a key for each aggregate, and the keys are
 * destroyed. Sources: Regulation (EU) 2016/679 (GDPR) art. 17; 个人信息保护法 (PIPL) art. 47; NIST SP 800-38D (GCM).
 *
 * <p>That nobody has changed the log behind the library's back is proven by {@link io.guanxi.application.Crm#verifyLog}, if the CRM
 * was built with {@link io.guanxi.application.CrmBuilder#chained}: events are hashed in links that name each other, and the last
 * is signed. Sources: FIPS 180-4 (SHA-256), RFC 8032 (Ed25519), RFC 6962 (signed heads); Haber and Stornetta, "How to Time-Stamp a
 * Digital Document" (1991).
 *
 * <p>Every row and every session belongs to a tenant, and no tenant can tell whether there is another. {@link
 * io.guanxi.application.Tenants} creates, meters, exports and erases them.
 */
@NullMarked
package io.guanxi.application;

import org.jspecify.annotations.NullMarked;
