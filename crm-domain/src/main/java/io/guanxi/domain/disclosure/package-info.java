/**
 * Disclosures (查阅记录): what of a person's data was shown to whom in clear, when and why. Each is one event that stays as it is. Read
 * {@link io.guanxi.domain.disclosure.DisclosureCommand}, then the table in {@link io.guanxi.domain.disclosure.Disclosure}.
 */
@NullMarked
package io.guanxi.domain.disclosure;

import org.jspecify.annotations.NullMarked;
