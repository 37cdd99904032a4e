/** HTTP: reading bodies, headers, entity tags, media types, and the answer of last resort. */
package org.iprestriction.admin.http;
