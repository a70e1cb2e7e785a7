/**
 * The CRM as a host sees it: {@link io.guanxi.application.Crm} is built once, {@link io.guanxi.application.CrmSession} is one
 * actor at work. A {@link io.guanxi.application.Feature} bundles a decider with its views, guards, reactions and duties;
 * built-in features and those of others use the same interface.
 */
@NullMarked
package io.guanxi.application;

import org.jspecify.annotations.NullMarked;
