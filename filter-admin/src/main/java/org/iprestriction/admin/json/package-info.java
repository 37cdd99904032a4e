/** JSON as the API reads and writes it: strictly, and without binding it to classes. */
package org.iprestriction.admin.json;
