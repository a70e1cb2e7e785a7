/**
 * Custom fields (自定义字段): what a tenant wants to know of its customers, deals or tickets beyond what is built in, defined while
 * the business runs.
 *
 * <p>A {@link io.guanxi.domain.schema.Schema} is the list of one feature's fields in one tenant. Read
 * {@link io.guanxi.domain.schema.SchemaCommand}, then the table in {@link io.guanxi.domain.schema.Schema};
 * {@link io.guanxi.domain.schema.SchemaRule} lists every refusal. Values are set by {@link io.guanxi.domain.schema.SetFields} on
 * things of any feature, and stand in their histories as {@link io.guanxi.domain.schema.FieldsSet}.
 *
 * <pre>
 *  DefineField ──► in use ──Deprecate──► deprecated: shown, filtered and cleared, but not set any more
 *                  │    ▲                    │
 *              Change   └──────Revive────────┘
 * </pre>
 */
@NullMarked
package io.guanxi.domain.schema;

import org.jspecify.annotations.NullMarked;
