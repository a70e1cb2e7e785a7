package io.guanxi.application.spi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM and HMAC-SHA-256 as the JDK has them, with the one choice that is left to the caller made: each sealing takes twelve
 * fresh random bytes and writes them in front. NIST SP 800-38D, 8.2.2 and 8.3, allows 2^32 sealings under a key that way; the key
 * of an aggregate sees a few thousand, a master key one for each aggregate.
 */
public final class Seal {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Seal() {}

    /** A key that nobody knows. */
    public static byte[] newKey() {
        return random(KEY);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Fails unless AES has keys of that length. */
    static void requireKey(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("A key has 16, 24 or 32 bytes, not " + key.length);
        }
    }

    /** @param place what the result is bound to: it can be opened nowhere else */
    public static byte[] close(byte[] key, byte[] open, String place) {
        byte[] nonce = random(NONCE);
        try {
            return Bytes.concat(
                    nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(open));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalStateException if it was sealed with another key or for another place, or was changed since */
    public static byte[] open(byte[] key, byte[] closed, String place) {
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(closed, NONCE), place);
            return cipher.doFinal(closed, NONCE, closed.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalStateException(
                    "What is sealed at " + place + " was not sealed there with this key", broken);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(UTF_8));
        return cipher;
    }

    /** The same text gives the same bytes, and nobody without the key can tell which text it was, not even by trying many. */
    public static byte[] fingerprint(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
