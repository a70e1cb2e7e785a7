/**
 * The only home of Axon: its event store and unit of work carry commands to the log, its processors carry events to reactions.
 * Nothing here is a promise to anybody outside this module.
 */
@NullMarked
package io.guanxi.application.internal.engine;

import org.jspecify.annotations.NullMarked;
