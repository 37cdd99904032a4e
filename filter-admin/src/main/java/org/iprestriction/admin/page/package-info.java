/** The kit of which pages are made: the request, the frame, forms, notes, dialogs, messages. Knows no particular page. */
package org.iprestriction.admin.page;
