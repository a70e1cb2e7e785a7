/**
 * The people who work with the CRM (人员): sales people, agents and their managers, and where each of them belonged when.
 *
 * <p>Where somebody belongs is a history, so that last year's figures stay with last year's team. Read
 * {@link io.guanxi.domain.person.PersonCommand}, then the table in {@link io.guanxi.domain.person.Person};
 * {@link io.guanxi.domain.person.PersonRule} lists every refusal, {@link io.guanxi.domain.person.Placements} answers for a day.
 *
 * <pre>
 *  Enrol ──► here ──Leave(last day)──► gone after that day
 *              ▲                           │
 *              └──────────Return───────────┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.person;

import org.jspecify.annotations.NullMarked;
