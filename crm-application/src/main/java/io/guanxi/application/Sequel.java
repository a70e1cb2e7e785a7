package io.guanxi.application;

import io.guanxi.domain.kernel.Command;
import java.util.List;
import java.util.function.BiFunction;

/**
 * What a command entails in its own transaction: further commands of the same actor, each decided when those before it have changed the
 * views. All or nothing; whoever may not see one of the aggregates is told so. Unlike a {@link Reaction}, it costs the commands that have
 * none nothing.
 *
 * @param command of which kind of command; one that changes nothing entails nothing
 * @param then the further commands, which must not have a sequel that leads back here
 */
public record Sequel<C extends Command>(Class<C> command, BiFunction<C, Reader, List<Command>> then) {}
