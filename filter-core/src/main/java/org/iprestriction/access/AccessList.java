package org.iprestriction.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.iprestriction.address.IpAddress;

/**
 * The rules in force at one instant, compiled so that a decision takes a few memory reads for any number of rules.
 *
 * <p>Within a list, block takes precedence: an address is allowed if an allow rule contains it and no block rule does.
 * The order of the rules and duplicates make no difference. IPv4 rules apply only to IPv4 addresses, IPv6 rules only to
 * IPv6 addresses.
 *
 * <p>Immutable and thread-safe. {@code decide} does not allocate and never throws for malformed text.
 */
public final class AccessList {

    /** A table instead of a branch, which the branch predictor would guess wrong half of the time. */
    private static final Decision[] BY_PARITY = {Decision.BLOCKED, Decision.ALLOWED};

    /** The content of an {@link Ipv4Set}: one of very many lists is far from the processor, and each object in between is a wait. */
    private final int[] allowedIpv4;
    private final int allowedIpv4Shift;
    private final Ipv6Set allowedIpv6;
    /** The addresses in block rules; only kept if a list has to distinguish between a block and no rule. */
    private final Ipv4Set blockedIpv4;
    private final Ipv6Set blockedIpv6;
    private final Decision otherwise;
    private final Rule[] rules;
    /** The length of {@link #rules}, which a decision must not have to look up there. */
    private final int size;
    private final TextReader reader = new TextReader();

    private AccessList(Rule[] rules, Decision otherwise) {
        this.rules = rules;
        this.size = rules.length;
        this.otherwise = otherwise;
        boolean allowing = otherwise == Decision.ALLOWED;
        Ipv4Set ipv4 = Ipv4Set.of(Toggles.of(rules, true, allowing));
        allowedIpv4 = ipv4.places;
        allowedIpv4Shift = ipv4.shift;
        allowedIpv6 = Ipv6Set.of(Toggles.of(rules, false, allowing));
        blockedIpv4 = otherwise == Decision.NO_RULE ? Ipv4Set.of(Toggles.ofBlocked(rules, true)) : null;
        blockedIpv6 = otherwise == Decision.NO_RULE ? Ipv6Set.of(Toggles.ofBlocked(rules, false)) : null;
    }

    /**
     * Compiles rules that are in force. Their periods are ignored.
     *
     * @param rules the rules, in any order; neither the collection nor a rule may be null
     * @param otherwise the decision for an address that no rule contains: {@link Decision#BLOCKED},
     *     {@link Decision#ALLOWED} or {@link Decision#NO_RULE}
     * @return the list
     * @throws NullPointerException if an argument or a rule is null
     * @throws IllegalArgumentException if {@code otherwise} is {@link Decision#UNIDENTIFIED}
     */
    public static AccessList compile(Collection<Rule> rules, Decision otherwise) {
        if (Objects.requireNonNull(otherwise, "otherwise") == Decision.UNIDENTIFIED) {
            throw new IllegalArgumentException("UNIDENTIFIED is no answer for an address; use BLOCKED");
        }
        Rule[] copy = rules.toArray(new Rule[0]);
        for (Rule rule : copy) {
            Objects.requireNonNull(rule, "a rule");
        }
        return new AccessList(copy, otherwise);
    }

    /**
     * Returns the decision for an address.
     *
     * @param address the address, not null
     * @return {@link Decision#ALLOWED}, {@link Decision#BLOCKED} or, if the list was compiled with it,
     *     {@link Decision#NO_RULE}
     */
    public Decision decide(IpAddress address) {
        Objects.requireNonNull(address, "address");
        if (size == 0) {
            return otherwise; // most filters have no deployment rules, but every request queries them
        }
        return address.isIpv4() ? decideIpv4((int) address.low()) : decideIpv6(address.high(), address.low());
    }

    /**
     * Returns the decision for the address in a text, without creating an address object.
     *
     * @param address the text, of any length and content, not null; it is parsed strictly and not trimmed
     * @return the same as {@link #decide(IpAddress)}, or {@link Decision#UNIDENTIFIED} if the text is not an address
     */
    public Decision decide(CharSequence address) {
        return IpAddress.read(address, 0, address.length(), reader);
    }

    private Decision decideIpv4(int bits) {
        int allowed = Ipv4Set.parity(allowedIpv4, allowedIpv4Shift, bits);
        return blockedIpv4 == null || allowed == 1 ? BY_PARITY[allowed]
                : blockedIpv4.parity(bits) == 1 ? Decision.BLOCKED : Decision.NO_RULE;
    }

    private Decision decideIpv6(long high, long low) {
        int allowed = allowedIpv6.parity(high, low);
        return blockedIpv6 == null || allowed == 1 ? BY_PARITY[allowed]
                : blockedIpv6.parity(high, low) == 1 ? Decision.BLOCKED : Decision.NO_RULE;
    }

    /**
     * Returns the decision for an address together with the rules that led to it. This method checks every rule, so do
     * not call it for every request.
     *
     * @param address the address, not null
     * @return the decision and the rules that contain the address
     */
    public Explanation explain(IpAddress address) {
        List<Long> holding = new ArrayList<>();
        Rule decisive = null;
        for (Rule rule : rules) {
            if (rule.range().contains(address)) {
                holding.add(rule.id());
                if (decisive == null || decisive.action() == Action.ALLOW && rule.action() == Action.BLOCK) {
                    decisive = rule;
                }
            }
        }
        Decision decision = decisive == null ? otherwise
                : decisive.action() == Action.ALLOW ? Decision.ALLOWED : Decision.BLOCKED;
        return new Explanation(decision, List.copyOf(holding), decisive == null ? null : decisive.id());
    }

    /**
     * Returns the number of rules from which this list was compiled.
     *
     * @return the number of rules, 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * Returns the rules from which this list was compiled.
     *
     * @return the rules in the order in which they were given; cannot be changed
     */
    public List<Rule> rules() {
        return Collections.unmodifiableList(Arrays.asList(rules));
    }

    /** Passes the bits from the scanner to the decision; created once, so that a decision does not allocate. */
    private final class TextReader implements IpAddress.Reader<Decision> {
        @Override
        public Decision ipv4(int bits) {
            return decideIpv4(bits);
        }

        @Override
        public Decision ipv6(long high, long low) {
            return decideIpv6(high, low);
        }

        @Override
        public Decision unreadable() {
            return Decision.UNIDENTIFIED;
        }
    }
}
