package org.iprestriction.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile text can make the readers do: no more than a short one can. Looks are counted, so nothing is timed. */
class LongTextsTest {

    private static final int MOST_LOOKS = 3 * 64; // each of at most 64 characters, by at most three questions

    private static final AccessList EVERYBODY = AccessList.compile(List.of(), Decision.ALLOWED);

    /** A text that counts how often it is looked at, and where last. */
    private static final class Watched implements CharSequence {
        private final CharSequence text;
        private int looks;
        private int farthest = -1;

        Watched(CharSequence text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            farthest = Math.max(farthest, index);
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("a copy");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("a copy");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ":", ".", "0", ",", "::", "1.", "1:", "ffff:", " ", "%", "[", "\u0000", "\uFF11", "1.2.3.4",
        "::ffff:1.2.3.4", "-", "/"})
    void aTextOfAHundredThousandCharactersIsNobodyAfterAtMost64Looks(String piece) {
        Watched text = new Watched(piece.repeat(100_000 / piece.length()));
        assertThat(EVERYBODY.decide(text)).isEqualTo(Decision.UNIDENTIFIED);
        assertThat(text.looks).isLessThanOrEqualTo(64);
        assertThat(text.farthest).isLessThan(64);
    }

    @Test
    void aTextOfAnyLengthIsLookedAtAFewTimesForEachOfItsFirst64Characters() {
        for (String piece : List.of("1", "12", "255.", "f", "ffff:", "0:", ":", "::", ".", "1.2.3.4", "0:0:0:0:0:0:1.2.3.4", "g")) {
            String longest = piece.repeat(200);
            for (int length = 0; length <= 200; length++) {
                Watched text = new Watched(longest.substring(0, length));
                EVERYBODY.decide(text);
                assertThat(text.looks).as("%s, %d characters", piece, length).isLessThanOrEqualTo(MOST_LOOKS);
                assertThat(text.farthest).isLessThan(64);
            }
        }
    }

    /** A text that says something else at every look; whatever it is taken for, nothing may throw or go round for ever. */
    @Test
    void aTextThatChangesWhileItIsReadMakesNothingThrow() {
        String pool = "0123456789abcdef::::....%g\uFFFF";
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = Seeds.random(seed);
            int length = random.nextInt(50);
            Watched fickle = new Watched(new CharSequence() {
                @Override
                public int length() {
                    return length;
                }

                @Override
                public char charAt(int index) {
                    assertThat(index).isBetween(0, length - 1);
                    return pool.charAt(random.nextInt(pool.length()));
                }

                @Override
                public CharSequence subSequence(int start, int end) {
                    throw new UnsupportedOperationException("a copy");
                }
            });
            assertThat(EVERYBODY.decide(fickle)).isIn(Decision.ALLOWED, Decision.UNIDENTIFIED);
            assertThat(fickle.looks).isLessThanOrEqualTo(MOST_LOOKS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", ":", ".", "0", ",", "-", "/", " 1", "1-", "１", "*", "x"})
    void aNotationOfAHundredThousandCharactersIsRefusedInOneSentenceThatDoesNotRepeatIt(String piece) {
        String text = piece.repeat(100_000 / piece.length());
        assertThatThrownBy(() -> Notation.parse(text)).isInstanceOf(IpFormatException.class)
                .hasMessage("That is too long for one address or range. Enter one per entry.");
        assertThatThrownBy(() -> IpAddress.parse(text)).isInstanceOf(IpFormatException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(100));
    }
}
