/**
 * Consent (同意): whether a person wants to hear from us, for what and by which way.
 *
 * <p>There is one for each person, purpose and channel, from the first word said about it: to give it is an opt-in, to withdraw it an
 * opt-out, and who was never asked can withdraw too. Each word stays in its history with who said it and how that is proven. Of a
 * contact of an organisation it is that of the person. Read {@link io.guanxi.domain.consent.ConsentCommand}, then the table in
 * {@link io.guanxi.domain.consent.Consent}; {@link io.guanxi.domain.consent.ConsentRule} lists every refusal, and
 * {@link io.guanxi.domain.consent.ConsentPolicy} says what holds while nothing was said.
 *
 * <pre>
 *         ┌──Give──► given, until it expires ──Withdraw──┐
 *  unknown┤              ▲                               ▼
 *         └──Withdraw──► └───────────Give──────────── withdrawn
 * </pre>
 */
@NullMarked
package io.guanxi.domain.consent;

import org.jspecify.annotations.NullMarked;
