/** The page of all lists, for operators, and the dialog with the limit of one of them. */
package org.iprestriction.admin.review;
