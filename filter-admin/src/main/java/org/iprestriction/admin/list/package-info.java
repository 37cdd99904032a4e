/** The page of the IP list: its rows, its filter, what is said about it, and the check of one address. */
package org.iprestriction.admin.list;
