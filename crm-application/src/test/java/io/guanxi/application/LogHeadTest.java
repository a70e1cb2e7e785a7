package io.guanxi.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHeadTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.123456789Z");
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448", "EC", "RSA"})
    void aHeadIsSignedAndReadAgain(String algorithm) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        LogHead head = LogHead.signed(17, NOW, HASH, Signer.of(pair.getPrivate()));
        LogHead read = LogHead.parse(head + "\n");
        assertThat(read).isEqualTo(head);
        assertThat(read.isSignedBy(pair.getPublic())).isTrue();
        KeyPair others = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        assertThat(read.isSignedBy(others.getPublic())).isFalse();
        for (LogHead changed : new LogHead[] {
            new LogHead(18, head.at(), HASH, head.signature()),
            new LogHead(17, head.at().plusSeconds(1), HASH, head.signature()),
            new LogHead(17, head.at(), HASH.replace('9', '8'), head.signature()),
            new LogHead(17, head.at(), HASH, "AAAA"),
            new LogHead(17, head.at(), HASH, "-")
        }) {
            assertThat(changed.isSignedBy(pair.getPublic())).isFalse();
        }
    }

    @Test
    void aKeyThatCannotSignIsRefused() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        assertThatThrownBy(() -> Signer.of(pair.getPrivate())).isInstanceOf(IllegalArgumentException.class);
        LogHead head = new LogHead(17, NOW, HASH, "AAAA");
        assertThatThrownBy(() -> head.isSignedBy(pair.getPublic())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "guanxi-log-head-1 x 2026-03-02T12:00:00Z a b",
                "guanxi-log-head-2 1 2026-03-02T12:00:00Z a b"
            })
    void whatIsNoHeadIsRefused(String line) {
        assertThatThrownBy(() -> LogHead.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
