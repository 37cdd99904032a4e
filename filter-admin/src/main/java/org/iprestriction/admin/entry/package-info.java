/** One entry: its dialog, preview, conflicts and deletion, and the messages after a change. */
package org.iprestriction.admin.entry;
