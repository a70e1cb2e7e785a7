package io.guanxi.application;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Signs heads of the log, see {@link CrmBuilder#chained(Signer)}: with a key of the host that the database does not hold, in the
 * process or in a vault. Whoever has the key can forge the chain, so whoever administers the database should not.
 */
@FunctionalInterface
public interface Signer {

    /**
     * A signature that the public key of the host verifies, by the algorithm that {@link LogHead#isSignedBy} names.
     *
     * @throws RuntimeException if it cannot be had just now; it is asked for again
     */
    byte[] sign(byte[] message);

    /**
     * Signs in the process. The JDK makes such a key by {@code KeyPairGenerator.getInstance("Ed25519").generateKeyPair()}.
     *
     * @param key of Ed25519, which is recommended (RFC 8032), or of an elliptic curve or RSA
     * @throws IllegalArgumentException if it is another kind of key
     */
    static Signer of(PrivateKey key) {
        String algorithm = LogHead.algorithm(key);
        return message -> {
            try {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException unusable) {
                throw new IllegalStateException("The key cannot sign", unusable);
            }
        };
    }
}
