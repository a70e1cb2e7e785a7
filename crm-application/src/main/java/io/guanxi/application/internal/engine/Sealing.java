package io.guanxi.application.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.guanxi.application.spi.ConflictException;
import io.guanxi.application.spi.Keys;
import io.guanxi.application.spi.Seal;
import io.guanxi.application.spi.Storage;
import io.guanxi.domain.kernel.TenantId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether what is personal is sealed in a storage: switched on once, by the first CRM that is built so, and never off. */
final class Sealing {

    private static final UUID SWITCH = UUID.nameUUIDFromBytes("io.guanxi: sealed".getBytes(UTF_8));
    private static final UUID CLAIMS = UUID.nameUUIDFromBytes("io.guanxi: claims".getBytes(UTF_8));

    /** Whose keys are those of the library, and no tenant's. */
    static final List<UUID> OWN = List.of(SWITCH, CLAIMS);

    private static final String PLACE = "switch";

    private Sealing() {}

    /** With what claims and commands are hashed, so that nobody can tell what they were by trying. */
    static byte[] secret(Keys keys) {
        byte[] key = keys.find(TenantId.MAIN, List.of(CLAIMS)).get(CLAIMS);
        if (key == null) {
            throw new IllegalStateException("The key of the claims is lost");
        }
        return key;
    }

    /** Fails if it was on and is not any more, or with other keys. To be called before anything is read. */
    static void requireSame(Storage storage, @Nullable Keys keys) {
        byte[] sign = sign(storage);
        if (sign != null && keys == null) {
            throw Secrets.notErasable();
        }
        if (sign != null) {
            try {
                Seal.open(secret(requireNonNull(keys)), sign, PLACE);
            } catch (IllegalStateException others) {
                throw new IllegalStateException(
                        "The keys are not those with which this log is sealed: another place, or another master key",
                        others);
            }
        }
    }

    private static byte @Nullable [] sign(Storage storage) {
        return storage.keys().find(TenantId.MAIN, List.of(SWITCH)).get(SWITCH);
    }

    /**
     * Switches it on, unless it is. What was claimed in plain before is claimed hashed from then on, so no node that is built
     * otherwise may write meanwhile. To be called when the views have been folded and before the first command.
     */
    static void switchOn(Storage storage, Keys keys, Projector projector, Collection<Hosted> features) {
        if (sign(storage) != null) {
            return;
        }
        try {
            storage.transactions().executeInTransaction(() -> {
                if (keys.find(TenantId.MAIN, List.of(CLAIMS)).isEmpty()) {
                    keys.create(TenantId.MAIN, Map.of(CLAIMS, Seal.newKey()));
                }
                byte[] sign = Seal.close(secret(keys), new byte[0], PLACE);
                storage.keys().create(TenantId.MAIN, Map.of(SWITCH, sign));
                features.forEach(each -> projector.claimAnew(each, storage.claims()));
            });
        } catch (ConflictException another) {
            if (sign(storage) == null) {
                throw another;
            }
        }
    }
}
