package io.guanxi.domain.link;

import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Commands about the ids of one record, drawn from a small world so that they meet. For tests of every module. */
public final class LinkArbitraries {

    private static final UUID TARGET = new UUID(0, 1);

    private LinkArbitraries() {}

    public static Arbitrary<List<LinkCommand>> commands() {
        return Combinators.combine(
                        Arbitraries.of("organisations", "people"),
                        Arbitraries.of("erp", "shop"),
                        Arbitraries.of("4711", "4712"),
                        Arbitraries.of("join", "join", "unlink", "rejoin"))
                .as((kind, source, number, deed) -> {
                    ForeignId identity = new ForeignId(source, number);
                    return switch (deed) {
                        case "unlink" -> (LinkCommand) new LinkCommand.Unlink(LinkId.of(TARGET), identity);
                        case "rejoin" -> new LinkCommand.Rejoin(LinkId.of(TARGET), identity);
                        default -> LinkCommand.Join.of(TARGET, kind, identity);
                    };
                })
                .list()
                .ofMaxSize(10);
    }
}
