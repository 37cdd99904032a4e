package org.iprestriction.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.iprestriction.address.IpAddress;

/**
 * The rules in force at one instant, compiled so that a decision costs a few reads of memory at any size.
 *
 * <p>Inside a list block wins: an address is allowed if an allow rule holds it and no block rule does. The order of the
 * rules, duplicates and contradictions make no difference. The two families never meet.
 *
 * <p>Immutable and thread-safe. {@code decide} allocates nothing and never throws for bad text.
 */
public final class AccessList {

    /** Looked up instead of asked for, because half of all answers would be guessed wrong by the branch predictor. */
    private static final Decision[] BY_PARITY = {Decision.BLOCKED, Decision.ALLOWED};

    private final Ipv4Set allowedIpv4;
    private final Ipv6Set allowedIpv6;
    /** What block rules hold; kept only where a miss must be told from a block. */
    private final Ipv4Set blockedIpv4;
    private final Ipv6Set blockedIpv6;
    private final Decision otherwise;
    private final Rule[] rules;
    private final TextReader reader = new TextReader();

    private AccessList(Rule[] rules, Decision otherwise) {
        this.rules = rules;
        this.otherwise = otherwise;
        boolean allowing = otherwise == Decision.ALLOWED;
        allowedIpv4 = Ipv4Set.of(Toggles.of(rules, true, allowing));
        allowedIpv6 = Ipv6Set.of(Toggles.of(rules, false, allowing));
        blockedIpv4 = otherwise == Decision.NO_RULE ? Ipv4Set.of(Toggles.ofBlocked(rules, true)) : null;
        blockedIpv6 = otherwise == Decision.NO_RULE ? Ipv6Set.of(Toggles.ofBlocked(rules, false)) : null;
    }

    /**
     * Compiles rules that are in force. Their periods are not looked at.
     *
     * @param rules the rules, in any order, not null and without null
     * @param otherwise the decision for an address that no rule holds: {@link Decision#BLOCKED}, {@link Decision#ALLOWED}
     *     or {@link Decision#NO_RULE}
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
     * Decides for an address.
     *
     * @param address the address, not null
     * @return {@link Decision#ALLOWED}, {@link Decision#BLOCKED} or, where the list was compiled so, {@link Decision#NO_RULE}
     */
    public Decision decide(IpAddress address) {
        Objects.requireNonNull(address, "address");
        if (rules.length == 0) {
            return otherwise; // most filters have no deployment rules, and ask them for every request
        }
        return address.isIpv4() ? decideIpv4((int) address.low()) : decideIpv6(address.high(), address.low());
    }

    /**
     * Decides for the address that a text spells, without making an object of it.
     *
     * @param address the text of any length and content, not null; a strict literal, not trimmed
     * @return as {@link #decide(IpAddress)}, or {@link Decision#UNIDENTIFIED} where the text is not an address
     */
    public Decision decide(CharSequence address) {
        return IpAddress.read(address, 0, address.length(), reader);
    }

    private Decision decideIpv4(int bits) {
        int allowed = allowedIpv4.parity(bits);
        return blockedIpv4 == null || allowed == 1 ? BY_PARITY[allowed]
                : blockedIpv4.parity(bits) == 1 ? Decision.BLOCKED : Decision.NO_RULE;
    }

    private Decision decideIpv6(long high, long low) {
        int allowed = allowedIpv6.parity(high, low);
        return blockedIpv6 == null || allowed == 1 ? BY_PARITY[allowed]
                : blockedIpv6.parity(high, low) == 1 ? Decision.BLOCKED : Decision.NO_RULE;
    }

    /**
     * Explains a decision. Looks at every rule: not for every request.
     *
     * @param address the address, not null
     * @return the decision and the rules behind it
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
     * Counts the rules this was compiled from.
     *
     * @return the number of rules
     */
    public int size() {
        return rules.length;
    }

    /** Carries the bits from the scanner to the decision; made once, so that a decision makes nothing. */
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
