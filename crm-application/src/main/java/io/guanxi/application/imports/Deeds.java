package io.guanxi.application.imports;

import com.google.common.collect.ImmutableList;
import io.guanxi.application.Dated;
import io.guanxi.domain.kernel.Command;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Commands on their way to be given, each at its time and as its author's. */
final class Deeds {

    private final String author;
    private final List<Dated> all = new ArrayList<>();

    Deeds(String author) {
        this.author = author;
    }

    Deeds add(Instant at, Command command) {
        all.add(new Dated(command, at, author));
        return this;
    }

    /** As somebody else's deed. */
    Deeds add(Instant at, Command command, String by) {
        all.add(new Dated(command, at, by));
        return this;
    }

    /** As the deed of whoever imports. */
    Deeds addOwn(Instant at, Command command) {
        all.add(new Dated(command, at));
        return this;
    }

    List<Dated> all() {
        return ImmutableList.copyOf(all);
    }
}
