package io.guanxi.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All that the log said at an instant, in one signed line (the signed tree head of RFC 6962, 3.5). Published, printed or kept where
 * the administrators of the database have no hand, it proves that what came before has not been changed or cut off since.
 *
 * @param link the number of the last link of the chain, from 1
 * @param at when that was added
 * @param hash the SHA-256 (FIPS 180-4) of that link, 64 hexadecimal digits
 * @param signature in Base64, over what {@link #toString()} says before it
 */
public record LogHead(long link, Instant at, String hash, String signature) {

    private static final String FORM = "guanxi-log-head-1";
    private static final BaseEncoding BASE64 = BaseEncoding.base64();

    /** Signs a head. The time is kept to the microsecond. */
    public static LogHead signed(long link, Instant at, String hash, Signer signer) {
        Instant kept = at.truncatedTo(ChronoUnit.MICROS);
        byte[] signature = signer.sign(message(link, kept, hash));
        return new LogHead(link, kept, hash, BASE64.encode(signature));
    }

    private static byte[] message(long link, Instant at, String hash) {
        return (FORM + " " + link + " " + at + " " + hash).getBytes(UTF_8);
    }

    /**
     * Whether the owner of that key has signed it: Ed25519 or Ed448 (RFC 8032), ECDSA with SHA-256 (FIPS 186-5) or RSA with SHA-256
     * (PKCS #1 v1.5, RFC 8017), as the key is.
     *
     * @throws IllegalArgumentException if it is another kind of key
     */
    public boolean isSignedBy(PublicKey key) {
        try {
            Signature verified = Signature.getInstance(algorithm(key));
            verified.initVerify(key);
            verified.update(message(link, at, hash));
            return verified.verify(BASE64.decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            algorithm(key);
            return false;
        }
    }

    static String algorithm(Key key) {
        return switch (key.getAlgorithm()) {
            case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default ->
                throw new IllegalArgumentException(
                        "Heads are signed with keys of EdDSA, EC or RSA, not of " + key.getAlgorithm());
        };
    }

    /** Reads what {@link #toString()} has written; whether it is signed is another question. */
    public static LogHead parse(String text) {
        List<String> parts = Splitter.on(' ').splitToList(text.strip());
        try {
            if (parts.size() == 5 && parts.get(0).equals(FORM)) {
                return new LogHead(
                        Long.parseLong(parts.get(1)), Instant.parse(parts.get(2)), parts.get(3), parts.get(4));
            }
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("Not the line of a head: " + text, malformed);
        }
        throw new IllegalArgumentException("Not the line of a head: " + text);
    }

    /** One line, such as {@code guanxi-log-head-1 17 2026-03-02T12:00:00Z 9f86…0a08 MEUC…}. */
    @Override
    public String toString() {
        return new String(message(link, at, hash), UTF_8) + " " + signature;
    }
}
