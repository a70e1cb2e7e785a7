/**
 * Lookup as you type: what is typed, even in part, finds whom it names. {@link io.guanxi.application.lookup.Terms} says by which terms
 * a view is found, {@link io.guanxi.application.lookup.Sought} which terms begin with what was typed; both are pure, and every
 * storage answers by them alike.
 *
 * <table>
 * <caption>What stands there, and what finds it</caption>
 * <tr><td>Zoë O'Neil</td><td>zoe, o'neil, oneil, neil, o neil, zoe o'n, oneil zoe</td></tr>
 * <tr><td>张三丰</td><td>张, 三丰, zhangsan, sanfeng, zhang san feng, zsf</td></tr>
 * <tr><td>北京某某科技有限公司</td><td>某某, 科技, bjmmkj, keji</td></tr>
 * <tr><td>+8613800138000</td><td>8000, 38000, 138 0013 8000</td></tr>
 * <tr><td>info@acme.test</td><td>info, acme, info@ac</td></tr>
 * </table>
 *
 * <p>Types of views say by {@code ViewType.Builder.lookedUpBy} what they are looked up by, and {@code CrmBuilder.lookup} chooses
 * those for which terms are kept, for each view costs the writing of ten to twenty of them.
 */
@NullMarked
package io.guanxi.application.lookup;

import org.jspecify.annotations.NullMarked;
