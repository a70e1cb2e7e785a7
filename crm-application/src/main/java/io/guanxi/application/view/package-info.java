/**
 * What can be asked of the stored facts. A {@link io.guanxi.application.view.View} is a record folded from one stream of events;
 * a {@link io.guanxi.application.view.Filter} is a question about views, answered in memory and in SQL alike;
 * {@link io.guanxi.application.view.Views} asks it.
 */
@NullMarked
package io.guanxi.application.view;

import org.jspecify.annotations.NullMarked;
