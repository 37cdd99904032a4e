/** Who sends a request and what they may do: sign-in and its limits, roles, forms of our own, the address they come from. */
package org.iprestriction.admin.access;
