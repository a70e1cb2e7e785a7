/**
 * Rows of other systems' tables that the CRM has no place for yet (待转记录), such as leads: kept as they were given, cell by cell, until a
 * feature comes that understands them and is fed from here. Read {@link io.guanxi.domain.intake.IntakeCommand}, then the table in
 * {@link io.guanxi.domain.intake.Intake}; {@link io.guanxi.domain.intake.IntakeRule} lists every refusal.
 */
@NullMarked
package io.guanxi.domain.intake;

import org.jspecify.annotations.NullMarked;
