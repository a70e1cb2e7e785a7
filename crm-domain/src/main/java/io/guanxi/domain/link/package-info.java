/**
 * How other systems call our records (编号对照), of any kind: the map of ids that an import keeps if it is told to. Read
 * {@link io.guanxi.domain.link.LinkCommand}, then the table in {@link io.guanxi.domain.link.Link}.
 */
@NullMarked
package io.guanxi.domain.link;

import org.jspecify.annotations.NullMarked;
