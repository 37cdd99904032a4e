package org.iprestriction.containers;

/** Reads the status, which comes first, from a compressed header block (RFC 7541). */
final class Hpack {

    private static final int[] INDEXED = {200, 204, 206, 304, 400, 404, 500};

    private Hpack() {}

    /** Returns the status at the beginning of a header block. */
    static int status(byte[] block, int from) {
        int at = from;
        while ((block[at] & 0xe0) == 0x20) { // a table size update
            at = afterNumber(block, at, 5);
        }
        int first = block[at] & 0xff;
        if (first >= 0x88 && first <= 0x8e) {
            return INDEXED[first - 0x88];
        }
        int name = first >= 0x40 ? first & 0x3f : first & 0x0f;
        if (first >= 0x80 || name < 8 || name > 14) {
            throw new IllegalStateException("A header block begins with " + Integer.toHexString(first) + ", no status.");
        }
        boolean huffman = (block[at + 1] & 0x80) != 0;
        return huffman ? digits(block, at + 2) : Integer.parseInt(new String(block, at + 2, 3,
                java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static int afterNumber(byte[] block, int at, int bits) {
        int mask = (1 << bits) - 1;
        int next = at + 1;
        if ((block[at] & mask) == mask) {
            while ((block[next++] & 0x80) != 0) {
                continue;
            }
        }
        return next;
    }

    /**
     * Decodes three digits of the Huffman code: 0, 1 and 2 are the five-bit codes 0, 1 and 2; the others are six-bit
     * codes from 25.
     */
    private static int digits(byte[] block, int at) {
        int bits = (block[at] & 0xff) << 16 | (block[at + 1] & 0xff) << 8 | (at + 2 < block.length ? block[at + 2] & 0xff : 0);
        int left = 24;
        int number = 0;
        for (int digit = 0; digit < 3; digit++) {
            int five = bits >> left - 5 & 31;
            int value = five <= 2 ? five : (bits >> left - 6 & 63) - 22;
            left -= five <= 2 ? 5 : 6;
            number = number * 10 + value;
        }
        return number;
    }
}
