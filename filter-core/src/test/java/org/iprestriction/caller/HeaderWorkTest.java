package org.iprestriction.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.function.Predicate;
import org.iprestriction.address.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a long header can make the filter do: it reads at most 32 hops, counted here, whatever stands to their left. */
class HeaderWorkTest {

    private static final String HOP = "10.0.0.1";

    private int asked;
    private int read;

    private final Predicate<IpAddress> everybody = hop -> {
        asked++;
        return true;
    };
    private final IpAddress.Reader<IpAddress> reader = new IpAddress.Reader<>() {
        @Override
        public IpAddress ipv4(int bits) {
            read++;
            return IpAddress.ofIpv4(bits);
        }

        @Override
        public IpAddress ipv6(long high, long low) {
            read++;
            return IpAddress.ofIpv6(high, low);
        }

        @Override
        public IpAddress unreadable() {
            read++;
            return null;
        }
    };

    private HopReader forwardedFor() {
        return new ForwardedForHeader(everybody, reader);
    }

    private HopReader forwarded() {
        return new ForwardedHeader(everybody, reader);
    }

    private HopReader reading(int header) {
        return header == 0 ? forwardedFor() : forwarded();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "31, true", "32, true", "33, false", "64, false", "65, false", "66, false", "10000, false"})
    void anAnswerIsFoundAmong32HopsAndNeverLookedForBehindThem(int hops, boolean answered) {
        IpAddress client = forwardedFor().last(String.join(", ", Collections.nCopies(hops, HOP)));
        assertThat(client != null).isEqualTo(answered);
        thenWorkIsBounded(hops);
        client = forwarded().last(String.join(", ", Collections.nCopies(hops, "for=" + HOP)));
        assertThat(client != null).isEqualTo(answered);
        thenWorkIsBounded(hops);
    }

    @Test
    void elementsWithoutContentAndLinesWithoutEndAreCountedToo() {
        for (int i = 0; i < 2; i++) {
            assertThat(reading(i).last(",".repeat(100_000))).isNull();
            assertThat(reading(i).last(HOP, Collections.enumeration(Collections.nCopies(10_000, "")))).isNull();
        }
        assertThat(read).as("hops that were read").isZero();
        assertThat(forwardedFor().last(HOP, Collections.enumeration(Collections.nCopies(10_000, HOP)))).isNull();
        thenWorkIsBounded(10_001);
    }

    @Test
    void whatStandsLeftOfTheAnswerIsNotRead() {
        HopReader nobodyTrusted = new ForwardedForHeader(hop -> false, reader);
        assertThat(nobodyTrusted.last("garbage, ".repeat(10_000) + "203.0.113.7")).hasToString("203.0.113.7");
        assertThat(read).isEqualTo(1);
    }

    private void thenWorkIsBounded(int hops) {
        assertThat(read).isEqualTo(Math.min(hops, 32));
        assertThat(asked).isEqualTo(read);
        read = 0;
        asked = 0;
    }
}
