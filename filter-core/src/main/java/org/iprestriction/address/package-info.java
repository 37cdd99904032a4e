/**
 * IP addresses, ranges and their text notations. This package depends only on {@code java.base} and never queries a
 * name server. One strict parser reads every text; anything it does not accept is rejected with a message that says
 * what to write instead.
 */
package org.iprestriction.address;
