/** What pages and API of one application share, and the list as it was last read. */
package org.iprestriction.admin.context;
