/** The page of the IP list: rows, filter, notes, and the check of one address. */
package org.iprestriction.admin.list;
