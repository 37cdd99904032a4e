package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddressVectorsTest {

    static Stream<List<String>> addresses() {
        return Vectors.rows("addresses.csv").filter(row -> row.get(1).equals("address"));
    }

    static Stream<List<String>> entries() {
        return Vectors.rows("addresses.csv").filter(row -> row.get(1).equals("entry"));
    }

    static Stream<List<String>> members() {
        return Vectors.rows("membership.csv");
    }

    static Stream<List<String>> peers() {
        return Stream.of("peers/commons-net.csv", "peers/jetty.csv", "peers/tomcat.csv").flatMap(Vectors::rows);
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void aLiteralHasItsVerdict(List<String> row) {
        IpAddress address = IpAddress.parseOrNull(row.get(0));
        assertThat(address == null ? "" : address.toString()).as(row.toString()).isEqualTo(row.get(3));
        if (row.get(2).equals("accept")) {
            assertThat(IpAddress.parse(row.get(0))).isEqualTo(address);
        } else if (!row.get(0).equals(NotationParser.trim(row.get(0))) && !row.get(0).isBlank()) {
            assertThat(IpAddress.parse(row.get(0)).toString()).as("outer spaces are dropped at this door").isNotEmpty();
        } else {
            assertRefusedWithASentence(() -> IpAddress.parse(row.get(0)));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aNotationHasItsVerdict(List<String> row) {
        if (row.get(2).equals("accept")) {
            Notation notation = Notation.parse(row.get(0));
            assertThat(notation.range()).as(row.toString()).isEqualTo(Notation.parse(row.get(3)).range());
            assertThat(Notation.parse(notation.toString())).isEqualTo(notation);
            assertThat(Notation.parse(notation.range().toString()).range()).isEqualTo(notation.range());
            notation.requireAtMost(1, 1).requireCaller();
        } else {
            assertRefusedWithASentence(() -> Notation.parse(row.get(0)).requireAtMost(1, 1));
        }
    }

    private static void assertRefusedWithASentence(org.assertj.core.api.ThrowableAssert.ThrowingCallable door) {
        assertThatThrownBy(door).isInstanceOfSatisfying(IpFormatException.class, refusal -> {
            assertThat(refusal.code()).matches("(address|range)\\.[a-z_0-9]+");
            assertThat(refusal.getMessage()).endsWith(".").hasSizeLessThan(300)
                    .doesNotContainIgnoringCase("invalid", "please");
            assertThat(refusal.getMessage().codePoints().allMatch(c -> c >= ' ' && c != 0x202E && c != 0x200B)).isTrue();
            for (Notation correction : refusal.corrections()) {
                assertThat(Notation.parse(correction.toString())).isEqualTo(correction);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("members")
    void aRangeHoldsItsMembers(List<String> row) {
        IpRange range = Notation.parse(row.get(0)).range();
        assertThat(range.contains(IpAddress.parse(row.get(1)))).as(row.toString()).isEqualTo(row.get(2).equals("match"));
    }

    @ParameterizedTest
    @MethodSource("peers")
    void anotherProductsCaseIsAnsweredAlikeOrRefused(List<String> row) {
        Notation notation = NotationParser.parseOrNull(row.get(1));
        switch (row.get(3)) {
            case "invalid-notation" -> assertThat(notation).as(row.toString()).isNull();
            case "invalid-address" -> assertThat(IpAddress.parseOrNull(row.get(2))).as(row.toString()).isNull();
            default -> {
                IpAddress address = IpAddress.parseOrNull(row.get(2));
                if (notation != null && address != null) { // their other rows follow policies that are refused here
                    assertThat(notation.range().contains(address)).as(row.toString()).isEqualTo(row.get(3).equals("match"));
                }
            }
        }
    }
}
