package org.iprestriction.admin.list;

import org.iprestriction.address.IpAddress;
import org.iprestriction.address.IpFormatException;
import org.iprestriction.address.Notation;

/**
 * The panel "Check an address".
 *
 * @param typed  the content of the field
 * @param result the answer, or null if nothing was asked or the address is invalid
 * @param error  the sentence about an invalid address, or null
 */
record CheckPanel(String typed, AddressAnswer result, String error) {
    static final CheckPanel UNUSED = new CheckPanel("", null, null);

    /** Returns the answer for an address. */
    interface Answer {
        AddressAnswer about(IpAddress address);
    }

    static CheckPanel of(String typed, Answer answer) {
        if (typed.isEmpty()) {
            return UNUSED;
        }
        try {
            Notation notation = Notation.parse(withoutBrackets(typed), Notation.Wanted.ADDRESS);
            return notation.kind() == Notation.Kind.SINGLE
                    ? new CheckPanel(typed, answer.about(notation.range().first()), null)
                    : new CheckPanel(typed, null, "Enter one address. To find a range, use the filter below.");
        } catch (IpFormatException e) {
            return mapped(typed, answer, e);
        }
    }

    /** Returns the panel for a refused address. The IPv4-mapped form is refused in a list, but it can be checked. */
    private static CheckPanel mapped(String typed, Answer answer, IpFormatException refusal) {
        if (refusal.code().equals("address.mapped")) {
            try {
                return new CheckPanel(typed, answer.about(IpAddress.parse(withoutBrackets(typed))), null);
            } catch (IpFormatException e) {
                return new CheckPanel(typed, null, refusal.getMessage());
            }
        }
        return new CheckPanel(typed, null, refusal.getMessage());
    }

    private static String withoutBrackets(String typed) {
        boolean brackets = typed.length() > 2 && typed.startsWith("[") && typed.endsWith("]") && typed.contains(":");
        return brackets ? typed.substring(1, typed.length() - 1) : typed;
    }
}
