package org.iprestriction.benchmarks.contenders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpRange;
import org.iprestriction.benchmarks.Cidr;

/** The ranges of one family, ascending, overlapping ones made one. */
final class Merged {

    private Merged() {
    }

    static List<IpRange> of(List<Cidr> rules, boolean ipv4) {
        List<IpRange> sorted = rules.stream().filter(rule -> rule.ipv4() == ipv4).map(Ranges::of)
                .sorted(Comparator.comparing(IpRange::first)).toList();
        List<IpRange> merged = new ArrayList<>();
        for (IpRange range : sorted) {
            IpRange before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before == null || before.last().compareTo(range.first()) < 0) {
                merged.add(range);
            } else if (before.last().compareTo(range.last()) < 0) {
                merged.set(merged.size() - 1, IpRange.of(before.first(), range.last()));
            }
        }
        return merged;
    }

    static long[] bits(List<IpRange> ranges, java.util.function.ToLongFunction<IpAddress> part, boolean last) {
        return ranges.stream().mapToLong(range -> part.applyAsLong(last ? range.last() : range.first())).toArray();
    }
}
