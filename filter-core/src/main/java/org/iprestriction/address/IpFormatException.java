package org.iprestriction.address;

import java.util.List;

/**
 * The refusal of a text that is not an address or range, or not one that may be used. The message is one sentence for
 * the person who typed the text: it quotes the text, says what is wrong and what to write instead.
 */
public final class IpFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** The stable name of the fault. */
    private final String code;
    private final transient List<Notation> corrections;

    IpFormatException(String code, String sentence, List<Notation> corrections) {
        super(sentence);
        this.code = code;
        this.corrections = List.copyOf(corrections);
    }

    /**
     * Returns the stable name of the fault, for programs.
     *
     * @return a code such as {@code range.host_bits}
     */
    public String code() {
        return code;
    }

    /**
     * Returns what was probably meant.
     *
     * @return up to two notations that would be accepted, or up to eight parts of a range that is too large; empty where
     *     there is no good guess
     */
    public List<Notation> corrections() {
        return corrections == null ? List.of() : corrections;
    }
}
