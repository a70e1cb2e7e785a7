/**
 * A whole CRM of two nodes, simulated: one thread at a time, one clock, one seed. Whose turn it is, what time it is, what is asked
 * for and what fails is drawn by lot from the seed, so a seed that fails once fails every time.
 */
@NullMarked
package io.guanxi.application.simulation;

import org.jspecify.annotations.NullMarked;
