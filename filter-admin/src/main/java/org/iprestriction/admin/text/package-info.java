/** How things are put into words: sentences with emphasis in them, counts, what a range means. */
package org.iprestriction.admin.text;
