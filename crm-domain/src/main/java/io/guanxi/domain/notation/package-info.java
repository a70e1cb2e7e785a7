/**
 * What people and programs write, read as values: days, amounts of money, names of companies, Chinese addresses. Whoever brings
 * data in asks here; the values themselves, such as {@link io.guanxi.domain.kernel.EmailAddress}, take one form only.
 *
 * <p>What cannot be understood, or could mean two things, is a {@link io.guanxi.domain.kernel.CrmException.Invalid} that names
 * the rule; nothing is guessed silently and nothing rounded.
 */
@NullMarked
package io.guanxi.domain.notation;

import org.jspecify.annotations.NullMarked;
