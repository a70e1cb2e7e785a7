package io.guanxi.application.internal.engine;

import com.google.common.base.Splitter;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import io.guanxi.application.Dated;
import io.guanxi.application.Outcome;
import io.guanxi.application.Recorded;
import io.guanxi.application.spi.Json;
import io.guanxi.application.spi.Receipts.Receipt;
import io.guanxi.application.spi.Seal;
import io.guanxi.application.spi.Storage;
import io.guanxi.application.spi.StoredEvent;
import io.guanxi.domain.kernel.AggregateId;
import io.guanxi.domain.kernel.CrmException;
import io.guanxi.domain.kernel.DomainEvent;
import io.guanxi.domain.kernel.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What commands with an id of their caller were answered, so that one sent again is answered alike and not done again. */
final class Answers {

    private final Storage storage;
    private final Codec codec;
    private final Json json;
    private final @Nullable Supplier<byte[]> secret;

    /** @param secret nobody who lacks it can tell what a command was; null if nothing is sealed */
    Answers(Storage storage, Codec codec, Json json, @Nullable Supplier<byte[]> secret) {
        this.storage = storage;
        this.codec = codec;
        this.json = json;
        this.secret = secret;
    }

    /** @param receipt for a later unit of work; {@code outcomes} for those who ask in the same one */
    record Answer(Receipt receipt, List<Outcome> outcomes) {}

    /** Null if nothing was sent under that id before. */
    @Nullable
    List<Outcome> before(List<Dated> commands, Call call, Unit unit) {
        Answer here = unit.answer(call.tenant(), call.commandId());
        if (here != null) {
            requireSame(here.receipt(), commands, call);
            return here.outcomes();
        }
        Receipt receipt =
                storage.receipts().find(call.tenant(), call.commandId()).orElse(null);
        if (receipt == null) {
            return null;
        }
        requireSame(receipt, commands, call);
        List<String> parts = Splitter.on(' ').splitToList(receipt.outcomes());
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            stored.add(stored(call.tenant(), commands.get(i).command().aggregateId(), parts.get(i)));
        }
        Codec.Reading reading = codec.reading(
                stored.stream().flatMap(each -> each.rows().stream()).toList());
        return stored.stream().map(each -> each.outcome(reading)).toList();
    }

    /** An answer whose events are still to be read. */
    private record Stored(AggregateId id, long version, List<StoredEvent> rows) {
        Outcome outcome(Codec.Reading reading) {
            List<DomainEvent> events =
                    reading.recorded(rows).stream().map(Recorded::event).toList();
            return new Outcome(id, version, events);
        }
    }

    private Stored stored(TenantId tenant, AggregateId id, String part) {
        List<String> numbers = Splitter.on(':').splitToList(part);
        int count = Integer.parseInt(numbers.get(0));
        long version = Long.parseLong(numbers.get(1));
        return new Stored(
                id,
                version,
                count == 0 ? List.of() : storage.log().ofAggregate(tenant, id.value(), version - count, count));
    }

    /** To be called in the unit of work in which it was done. */
    void keep(List<Dated> commands, List<Outcome> outcomes, Call call, Unit unit) {
        String answers = outcomes.stream()
                .map(each -> each.events().size() + ":" + each.version())
                .collect(Collectors.joining(" "));
        Receipt receipt = new Receipt(kept(fingerprint(commands, call)), answers, call.now());
        unit.countChange();
        storage.receipts().keep(call.tenant(), call.commandId(), receipt);
        unit.put(call.tenant(), call.commandId(), new Answer(receipt, outcomes));
    }

    private void requireSame(Receipt receipt, List<Dated> commands, Call call) {
        String fingerprint = fingerprint(commands, call);
        // what was kept before anything was sealed is there as it was
        if (!receipt.fingerprint().equals(kept(fingerprint))
                && !receipt.fingerprint().equals(fingerprint)) {
            throw new CrmException.Invalid(
                    "commandId", "taken", call.commandId() + " was the id of another command, or of another actor");
        }
    }

    private String kept(String fingerprint) {
        return secret == null
                ? fingerprint
                : BaseEncoding.base16().lowerCase().encode(Seal.fingerprint(secret.get(), "command\n" + fingerprint));
    }

    /** Of the commands and their actor, but not of their time, which is another when they are sent again. */
    private String fingerprint(List<Dated> commands, Call call) {
        Hasher hasher = Hashing.sha256().newHasher().putString(call.actor().id(), StandardCharsets.UTF_8);
        for (Dated each : commands) {
            if (each.author() != null) {
                hasher.putChar('\n').putString(each.author(), StandardCharsets.UTF_8);
            }
            hasher.putChar('\n')
                    .putString(each.command().getClass().getName(), StandardCharsets.UTF_8)
                    .putChar('\n')
                    .putString(json.write(each.command()), StandardCharsets.UTF_8);
        }
        return hasher.hash().toString();
    }
}
