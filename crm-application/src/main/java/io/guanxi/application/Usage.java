package io.guanxi.application;

import java.time.LocalDate;

/**
 * What a tenant has added to the log on one day.
 *
 * @param day in the time zone of the business, by the time of recording
 * @param events how many events
 * @param commands how many calls of {@code execute…} have brought about an event, those of reactions and duties included. Several
 *     commands in one call count once; one that was refused or has changed nothing leaves no trace and does not count
 * @param bytes the size of the events' payloads as they are stored, in bytes of UTF-8. Columns, views and indexes come on top of
 *     that, by a factor that depends on the database
 */
public record Usage(LocalDate day, long events, long commands, long bytes) {}
