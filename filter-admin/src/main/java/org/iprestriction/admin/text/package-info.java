/** Texts: sentences with emphasis, numbers, and the meaning of ranges. */
package org.iprestriction.admin.text;
