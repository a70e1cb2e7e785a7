/**
 * Duplicates (重复客户) where they begin: is a customer who is about to be registered known already? {@code CrmSession.duplicatesOf} answers
 * forms, {@link io.guanxi.application.duplicate.DuplicateFeature} keeps a
 * {@link io.guanxi.application.duplicate.DuplicatePolicy}. Candidates are found by lookup, so customers are looked up where this
 * feature is; each is judged by what agrees. Whole bases are {@code linkage}'s. Like {@code process}, it is a place where features meet.
 */
@NullMarked
package io.guanxi.application.duplicate;

import org.jspecify.annotations.NullMarked;
