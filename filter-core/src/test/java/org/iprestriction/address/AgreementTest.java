package org.iprestriction.address;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.List;
import java.util.Random;
import org.iprestriction.Seeds;
import org.iprestriction.access.AccessList;
import org.iprestriction.access.Action;
import org.iprestriction.access.Decision;
import org.iprestriction.access.Rule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares what is read with other readings of the same text, and with other texts of the same meaning. */
@Tag("many-questions")
class AgreementTest {

    private static final IPAddressStringParameters STRICT = strict();
    private static final String[] PIECES = {":", ":", ":", "::", ".", ".", ".", "0", "1", "7", "9", "10", "25", "255", "256",
        "00", "01", "f", "F", "ff", "ffff", "FFFF", "db8", "2001", "12345", "0000", "192.0.2.1", "::ffff:", "1:2:3:4:5:6:7:8",
        "0:0:0:0:0:", "g", " ", "%1", "[", "]", "/", "-", "x"};

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder options = new IPAddressStringParameters.Builder().allowEmpty(false)
                .allowAll(false).allowSingleSegment(false).allowMask(false).allowPrefix(false).allowPrefixOnly(false)
                .allowWildcardedSeparator(false).setRangeOptions(RangeParameters.NO_RANGE);
        options.getIPv4AddressParametersBuilder().allow_inet_aton(false).allowBinary(false).allowLeadingZeros(false);
        options.getIPv6AddressParametersBuilder().allowZone(false).allowEmptyZone(false).allowBase85(false).allowBinary(false)
                .allowUnlimitedLeadingZeros(false)
                .getEmbeddedIPv4AddressParametersBuilder().allow_inet_aton(false).allowBinary(false).allowLeadingZeros(false);
        return options.toParams();
    }

    @Test
    void theScannerAgreesWithAnotherLibraryAndWithTheSlowReader() {
        int literals = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            String text = text(Seeds.random(seed));
            IpAddress read = IpAddress.parseOrNull(text);
            assertThat(read).as("seed %d, text “%s”", seed, text).isEqualTo(SlowReader.read(text));
            assertThat(read).as("seed %d, text “%s”", seed, text).isEqualTo(another(text));
            literals += read == null ? 0 : 1;
        }
        assertThat(literals).as("texts that are literals").isGreaterThan(15_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = random.nextInt(9); i >= 0; i--) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
            }
            case 1 -> text.append(IpAddress.ofIpv4(random.nextInt()));
            case 2 -> text.append(IpAddress.ofIpv6(random.nextLong() & random.nextLong(), random.nextLong() & sparse(random)));
            default -> {
                for (int i = 0; i < 8; i++) {
                    text.append(i == 0 ? "" : ":").append(Integer.toHexString(random.nextInt(1 << random.nextInt(17))));
                }
            }
        }
        if (random.nextInt(3) == 0) { // one thing too many, too few or different
            int at = random.nextInt(text.length() + 1);
            String piece = random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "";
            text.replace(at, Math.min(text.length(), at + random.nextInt(3)), piece);
        }
        return text.toString();
    }

    private static long sparse(Random random) {
        return 0xffffL << 16 * random.nextInt(4) | (random.nextBoolean() ? 0xffffL << 16 * random.nextInt(4) : 0);
    }

    private static IpAddress another(String text) {
        IPAddressString string = new IPAddressString(text, STRICT);
        IPAddress address = string.getAddress();
        if (address == null || text.startsWith(" ") || text.endsWith(" ")) { // it drops those
            return null;
        }
        byte[] bytes = address.getBytes();
        long high = 0;
        long low = 0;
        for (byte octet : bytes) {
            high = high << 8 | low >>> 56;
            low = low << 8 | octet & 0xff;
        }
        return bytes.length == 4 ? IpAddress.ofIpv4((int) low) : IpAddress.ofIpv6(high, low);
    }

    @Test
    void prefixMaskAndDashMeanTheSameRange() {
        for (int prefix = 0; prefix <= 32; prefix++) {
            for (int bits : new int[] {0, -1, 0x0a000000, 0xc0a80a05, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
                IpRange range = IpRange.network(IpAddress.ofIpv4(bits), prefix);
                IpAddress mask = IpAddress.ofIpv4(prefix == 0 ? 0 : -1 << 32 - prefix);
                assertThat(range.size()).isEqualTo(java.math.BigInteger.TWO.pow(32 - prefix));
                for (String text : List.of(range.first() + "/" + prefix, range.first() + "/" + mask,
                        range.first() + " - " + range.last(), range.first() + "-" + range.last(), range.toString())) {
                    assertThat(Notation.parse(text).range()).as(text).isEqualTo(range);
                }
                if (prefix >= 24) {
                    String text = range.first() + "-" + (range.last().low() & 255);
                    assertThat(Notation.parse(text).range()).as(text).isEqualTo(range);
                }
            }
        }
        for (int prefix = 0; prefix <= 128; prefix++) {
            for (long high : new long[] {0, -1, 0x20010db800000000L, Long.MIN_VALUE}) {
                IpRange range = IpRange.network(IpAddress.ofIpv6(high, high + 0x1_0000_0001L), prefix);
                assertThat(range.size()).isEqualTo(java.math.BigInteger.TWO.pow(128 - prefix));
                assertThat(Notation.parse(range.first() + "/" + prefix).range()).isEqualTo(range);
                if (!IpAddress.isMapped(range.last().high(), range.last().low())) { // such an end has no literal of its own
                    assertThat(Notation.parse(range.first() + " - " + range.last()).range()).isEqualTo(range);
                }
            }
        }
    }

    @Test
    void theMappedTwinOfAnIpv4CallerIsAnsweredAlike() {
        Random random = new Random(11);
        List<Rule> rules = new java.util.ArrayList<>();
        for (int i = 0; i < 500; i++) {
            IpRange range = IpRange.network(IpAddress.ofIpv4(random.nextInt()), 4 + random.nextInt(29));
            rules.add(Rule.always(i, random.nextInt(4) == 0 ? Action.BLOCK : Action.ALLOW, range));
        }
        rules.add(Rule.always(500, Action.ALLOW, Notation.parse("::/64").range())); // reaches over the mapped block
        AccessList list = AccessList.compile(rules, Decision.NO_RULE);
        int allowed = 0;
        for (int i = 0; i < 50_000; i++) {
            IpAddress caller = IpAddress.ofIpv4(random.nextInt());
            Decision decision = list.decide(caller);
            assertThat(IpAddress.ofIpv6(0, 0xffff_0000_0000L | caller.low())).isEqualTo(caller);
            if (i % 4 == 0) {
                String hex = Long.toHexString(caller.low() >>> 16) + ":" + Long.toHexString(caller.low() & 0xffff);
                for (String twin : List.of("::ffff:" + caller, "::FFFF:" + hex, "0:0:0:0:0:ffff:" + hex,
                        "0:0:0:0:0:ffff:" + caller)) {
                    assertThat(list.decide(twin)).as(twin).isEqualTo(decision);
                }
            }
            allowed += decision == Decision.ALLOWED ? 1 : 0;
        }
        assertThat(allowed).isBetween(5_000, 45_000);
    }

    @Test
    void aNotationPutTogetherFromPiecesMeansWhatTheSlowReaderSays() {
        NotationFuzzTest notations = new NotationFuzzTest();
        for (long seed = 0; seed < 2_500; seed++) {
            Random random = Seeds.random(seed);
            String left = text(random);
            String right = switch (random.nextInt(4)) {
                case 0 -> String.valueOf(random.nextInt(140));
                case 1 -> IpAddress.ofIpv4(-1 << random.nextInt(33)).toString();
                default -> text(random);
            };
            right = right.indexOf('.') >= 0 && random.nextInt(9) == 0 ? "::ffff:" + right : right;
            String between = List.of("/", "-", " - ", " ", "–").get(random.nextInt(5));
            notations.aNotationMeansWhatTheSlowReaderSaysOrIsRefusedWithASentence(left + between + right);
            IpAddress first = IpAddress.parseOrNull(left);
            int prefix = random.nextInt(first != null && !first.isIpv4() ? 129 : 33);
            if (first != null) {
                String network = IpRange.network(first, prefix).first() + "/";
                String mask = IpAddress.ofIpv4(prefix == 0 ? 0 : -1 << 32 - prefix).toString();
                for (String text : List.of(network + prefix, network + mask, network + "::ffff:" + mask)) {
                    notations.aNotationMeansWhatTheSlowReaderSaysOrIsRefusedWithASentence(text);
                }
            }
        }
    }
}
