package org.iprestriction.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.iprestriction.settings.Setting;
import org.iprestriction.settings.Settings;

/**
 * Identifies the database of this node without asking it, so that a snapshot of another one is recognized: a file that was copied
 * from a test system would otherwise let in whom that one lets in.
 */
final class SnapshotOrigin {

    private static final int BYTES = 8;

    private SnapshotOrigin() {
    }

    /** Returns a hash of the address of the database, which is not a secret, without its parameters, which may contain one. */
    static String of(Settings settings) {
        Optional<String> url = settings.text(Setting.JDBC_URL).map(text -> text.split("[?;]", 2)[0]);
        String address = settings.text(Setting.DATASOURCE).or(() -> url).orElse("");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
