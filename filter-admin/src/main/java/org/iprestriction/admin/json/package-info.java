/** The JSON parser and writer of the API: strict, and without binding to classes. */
package org.iprestriction.admin.json;
