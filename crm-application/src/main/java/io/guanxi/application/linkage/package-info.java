/**
 * Duplicates over a whole base, and the records that two files share: {@link io.guanxi.application.linkage.Linkage}. It needs
 * neither a CRM nor a storage, and nobody who labels pairs or sets anything up for a file.
 *
 * <p><b>The model.</b> A pair of records is of the same thing (M) or of two (U). Each column is compared and gives a level, from
 * "different" to "the same". If a level is met with the share m among pairs of M and u among pairs of U, it is worth log2(m/u) bits
 * of evidence (Fellegi and Sunter, A theory for record linkage, 1969). Bits of all columns and those of the share of M among all
 * pairs sum up to the odds, and so to one probability, which {@link io.guanxi.application.linkage.Links#explain} takes apart again.
 *
 * <ul>
 *   <li><b>Comparisons</b> are chosen by what a column holds ({@code Kind}): texts by their words,
 *       rare ones weighing more, with short forms, slips and Jaro–Winkler's measure for what is left (Winkler 1990); Chinese also
 *       by its pinyin and initials; dates, telephones, codes and numbers each in their way. A level of its own is for a value that
 *       stands in a column with which this one is confused, such as given and family name. An empty value says nothing.
 *   <li><b>Rare values</b> say more: the same value counts with its own frequency instead of u (Winkler 2000), and values in part
 *       the same with that of what they share. Frequencies are those of things, not of records, and of values that are there once
 *       as Good and Turing estimate them (Good 1953), else each duplicate would speak against itself.
 *   <li><b>Blocking</b>: pairs are looked at that share any of many keys of any column; where too many share one, a key of a second
 *       and third column parts them, so that the number of pairs grows with that of records and no faster.
 *   <li><b>Learning</b>: u from pairs drawn by chance; m and the share of M by expectation and maximisation (Dempster, Laird and
 *       Rubin 1977; Winkler 1988), as Enamorado, Fifield and Imai (2019) and Splink do it, but over all pairs: what blocking left out
 *       counts as U, so that it does not bend the shares. A few pairs' worth of belief in what duplicates look like keeps a base
 *       without any from making some up, and a higher level never says less than a lower one. Then what was found is taken for one
 *       thing each, and it is learned again.
 *   <li><b>Columns that say the same twice</b> (city and postcode; address and telephone of a house) would count twice. How much
 *       more often than by chance two of them agree in U is learned too and taken off, by a tree of such columns (Chow and Liu 1968).
 *   <li><b>The threshold</b> is where the expected F1, by the probabilities themselves, is highest.
 *   <li><b>Transitivity</b>: links are followed from the surest on. Two groups become one unless all their pairs together speak
 *       against it, so that a chain of weak links does not run through the base. Between two files without duplicates of their own
 *       each record has one partner at most, the surest.
 * </ul>
 *
 * <p>Nothing depends on the order of rows or on ids: rows are put in the order of their contents first, and chance is a hash.
 *
 * <p><b>Reading order</b>: {@code Linkage}, {@code Model}, {@code Learning}, {@code Column} and what extends it, {@code Blocking},
 * {@code Groups}.
 */
@NullMarked
package io.guanxi.application.linkage;

import org.jspecify.annotations.NullMarked;
