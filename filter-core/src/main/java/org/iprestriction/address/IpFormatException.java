package org.iprestriction.address;

import java.util.List;

/**
 * Thrown for a text that is not an address or range, or not one that is allowed here. The message is meant for the
 * person who typed the text: it quotes the text and says what is wrong and what to write instead.
 *
 * <p>Immutable and thread-safe. The corrections are not serialized.
 */
public final class IpFormatException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** The stable name of the error. */
    private final String code;
    private final transient List<Notation> corrections;

    IpFormatException(String code, String sentence, List<Notation> corrections) {
        super(sentence);
        this.code = code;
        this.corrections = List.copyOf(corrections);
    }

    /**
     * Returns the stable name of the error, for programs.
     *
     * @return a code such as {@code range.host_bits}
     */
    public String code() {
        return code;
    }

    /**
     * Returns the notations that were probably meant.
     *
     * @return up to two notations that would be accepted, or up to eight parts of a range that is too large; empty if
     *     there is no good guess, and after deserialization
     */
    public List<Notation> corrections() {
        return corrections == null ? List.of() : corrections;
    }
}
