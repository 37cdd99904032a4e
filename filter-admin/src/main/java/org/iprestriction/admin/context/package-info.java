/** The objects that the pages and the API of one application share, and the reading of the list. */
package org.iprestriction.admin.context;
