package org.iprestriction.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.iprestriction.Vectors;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.address.Notation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForwardedVectorsTest {

    static Stream<List<String>> rows() {
        return Vectors.rows("forwarded.csv");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCallerIsFoundOrNobody(List<String> row) {
        String remote = row.get(0).equals("<null>") ? null : row.get(0);
        List<IpRange> proxies = Arrays.stream(row.get(1).split(" ")).filter(text -> !text.isEmpty())
                .map(text -> Notation.parse(text).range()).toList();
        String header = row.get(2);
        String[] lines = row.get(3).equals("<absent>") ? new String[0] : row.get(3).split(" \\|\\| ", -1);
        ClientAddressResolver resolver = ClientAddressResolver.of(proxies,
                header.equals("Forwarded") ? "Forwarded" : "X-Forwarded-For");

        IpAddress client = resolver.resolve(StubRequest.from(remote).header(header, lines).build());

        switch (row.get(4)) {
            case "reject" -> assertThat(client).as(row.toString()).isNull();
            case "untrusted-use-remote" -> assertThat(client).as(row.toString())
                    .isEqualTo(ClientAddressResolver.of(List.of(), "none").resolve(StubRequest.from(remote).build()))
                    .isNotNull();
            default -> assertThat(client).as(row.toString()).hasToString(row.get(4));
        }
    }
}
