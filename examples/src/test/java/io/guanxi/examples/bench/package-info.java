/**
 * What the library costs, beside plain JDBC writing or reading the same rows of the same tables in the same run: ratios, because
 * absolute figures belong to a machine. {@code mvn -P benchmarks -DskipTests verify} runs
 * {@link io.guanxi.examples.bench.ColdStart} and {@link io.guanxi.examples.bench.Benchmarks}; the build as such does not.
 */
@NullMarked
package io.guanxi.examples.bench;

import org.jspecify.annotations.NullMarked;
