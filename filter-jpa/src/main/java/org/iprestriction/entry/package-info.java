/**
 * Entries as administrators see them, and what is said about them: specs and why one is refused, how an entry stands, whether an
 * address may call, the words for times. Knows no storage.
 */
package org.iprestriction.entry;
