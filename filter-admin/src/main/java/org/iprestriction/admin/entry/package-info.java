/** One entry: the dialog in which it is typed, its preview, a conflict, its deletion, and what is said afterwards. */
package org.iprestriction.admin.entry;
