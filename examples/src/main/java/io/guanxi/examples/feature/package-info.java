/**
 * A feature that the library does not have: the machines that stand at customers (设备). It needs nothing but
 * {@link io.guanxi.application.Feature}, and no line of SQL.
 *
 * <p>Read {@link io.guanxi.examples.feature.MachineCommand}, then {@link io.guanxi.examples.feature.Machine}; how its events were
 * stored in earlier years is in {@code MachineHistory}.
 */
@NullMarked
package io.guanxi.examples.feature;

import org.jspecify.annotations.NullMarked;
