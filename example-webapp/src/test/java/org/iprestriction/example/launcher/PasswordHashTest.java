package org.iprestriction.example.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHashTest {
    /** Of "correct horse", made with Python's hashlib.pbkdf2_hmac. */
    private static final String KNOWN = "pbkdf2-sha256:210000:AAECAwQFBgcICQoLDA0ODw:gxlf+Rr9C5tHYNeBy6tVTQi7bKgI2CUjXCDI6UrbXGg";

    @Test
    void matchesThePasswordItWasMadeOfAndNoOther() {
        PasswordHash hash = PasswordHash.of("pässword 1");

        assertThat(hash.matches("pässword 1")).isTrue();
        assertThat(hash.matches("pässword 2")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(PasswordHash.of("one password")).doesNotHaveToString(PasswordHash.of("one password").toString());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(PasswordHash.parse(KNOWN)).hasToString(KNOWN);
    }

    @Test
    void agreesWithAnotherProgramsPbkdf2() {
        assertThat(PasswordHash.parse(KNOWN).matches("correct horse")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                    | pbkdf2-sha256:iterations:salt:hash
            secret                                                | pbkdf2-sha256:iterations:salt:hash
            pbkdf2-sha1:210000:AAECAwQFBgcICQoLDA0ODw:AAAA        | pbkdf2-sha256:iterations:salt:hash
            pbkdf2-sha256:-1:AAECAwQFBgcICQoLDA0ODw:AAAA          | pbkdf2-sha256:iterations:salt:hash
            pbkdf2-sha256:1000:AAECAwQFBgcICQoLDA0ODw:AAAA        | the iterations are 1000; legal are 210000 to 10000000
            pbkdf2-sha256:99999999:AAECAwQFBgcICQoLDA0ODw:AAAA    | the iterations are 99999999
            pbkdf2-sha256:210000:%%%:AAAA                         | must be Base64
            pbkdf2-sha256:210000:AAECAwQFBgcICQoLDA0ODw:AAAA      | the hash 32
            pbkdf2-sha256:210000:AAEC:AAECAwQFBgcICQoLDA0ODw      | at least 16 bytes
            """)
    void refusesWithASentenceWhatIsNoHash(String text, String sentence) {
        assertThatThrownBy(() -> PasswordHash.parse(text))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(sentence);
    }
}
