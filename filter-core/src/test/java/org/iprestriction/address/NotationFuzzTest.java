package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.address.Notation.Wanted;
import org.junit.jupiter.params.provider.MethodSource;

class NotationFuzzTest {

    static Stream<String> texts() {
        return Vectors.rows("addresses.csv").map(row -> row.get(0));
    }

    @MethodSource("texts")
    @FuzzTest
    void aNotationMeansWhatTheSlowReaderSaysOrIsRefusedWithASentence(@NotNull String text) {
        SlowNotation right = SlowNotation.read(text);
        for (Wanted wanted : Wanted.values()) {
            try {
                Notation notation = Notation.parse(text, wanted);
                assertThat(meaning(notation)).as("text “%s”", text).isEqualTo(right);
                assertThat(Notation.parse(notation.toString())).isEqualTo(notation);
                assertThat(Notation.parse(notation.range().toString()).range()).isEqualTo(notation.range());
            } catch (IpFormatException refusal) {
                assertThat(right).as("text “%s” was refused: %s", text, refusal.getMessage()).isNull();
                assertThat(refusal.getMessage()).endsWith(".").hasSizeLessThan(400);
                for (Notation correction : refusal.corrections()) {
                    assertThat(Notation.parse(correction.toString())).isEqualTo(correction);
                }
            }
        }
    }

    static SlowNotation meaning(Notation notation) {
        IpRange range = notation.range();
        return new SlowNotation(notation.kind(), range.isIpv4(), SlowNotation.number(range.first()),
                SlowNotation.number(range.last()));
    }
}
