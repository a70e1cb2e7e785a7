/**
 * The CRM over HTTP, inside the host's own Jakarta REST application: {@link io.guanxi.rest.CrmRest} makes one resource object
 * that the host registers, and brings no provider, filter or mapper that would touch the host's other resources. Who asks is
 * the host's word ({@link io.guanxi.rest.ActorResolver}).
 *
 * <p>What can be asked of a feature is a table ({@link io.guanxi.rest.Routes}); everything else follows from it, the OpenAPI
 * document included. Paths, with {@code customers} as the example:
 *
 * <pre>
 *  PUT  /customers/{id}            the feature's first command, with the caller's id; repeating it is safe
 *  POST /customers/{id}/{command}  every other command, its name in kebab case
 *  GET  /customers                 filter, sort, limit, cursor, with
 *  GET  /customers/count           filter
 *  GET  /customers/report          groupBy, measure, filter
 *  GET  /customers/{id}            with ETag
 *  GET  /customers/{id}/history    every event
 *  POST /customers/{id}/erase      makes unreadable what it tells of persons; where the CRM is erasable
 *  GET  /customers/{id}/erasure    when and why that was done
 *  GET  /erasures                  all that was erased, for auditors
 *  GET  /events                    the feed, for other systems
 *  GET  /openapi.json              all of this, for machines
 * </pre>
 */
@NullMarked
package io.guanxi.rest;

import org.jspecify.annotations.NullMarked;
