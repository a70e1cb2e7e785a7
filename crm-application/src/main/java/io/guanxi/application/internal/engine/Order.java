package io.guanxi.application.internal.engine;

import io.guanxi.application.Dated;
import io.guanxi.domain.kernel.Command;
import java.util.List;

/** What somebody asks for, to be done in one transaction. */
record Order(List<Dated> commands, Call call) {

    Command first() {
        return commands.get(0).command();
    }
}
