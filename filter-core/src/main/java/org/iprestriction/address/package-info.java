/**
 * Addresses, ranges and the notations people write them in. Depends on {@code java.base} only and never asks a name
 * server: every text is read by one strict scanner, or refused with a sentence that says what to write instead.
 */
package org.iprestriction.address;
