package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Decision;
import org.junit.jupiter.params.provider.MethodSource;

class LiteralFuzzTest {

    private static final AccessList EVERYBODY = AccessList.compile(java.util.List.of(), Decision.ALLOWED);

    static Stream<String> texts() {
        return Vectors.rows("addresses.csv").map(row -> row.get(0));
    }

    @MethodSource("texts")
    @FuzzTest
    void theScannerReadsWhatTheSlowReaderReads(@NotNull String text) {
        IpAddress read = IpAddress.parseOrNull(text);
        assertThat(read).as("text “%s”", text).isEqualTo(SlowReader.read(text));
        assertThat(EVERYBODY.decide(text)).isEqualTo(read == null ? Decision.UNIDENTIFIED : Decision.ALLOWED);
        if (read != null) {
            assertThat(IpAddress.parseOrNull(read.toString())).isEqualTo(read);
            assertThat(IpAddress.parse(text)).isEqualTo(read);
        }
    }
}
