/**
 * The building blocks of pages: the request, the frame, forms, notes, dialogs and messages. Contains nothing about particular
 * pages.
 */
package org.iprestriction.admin.page;
