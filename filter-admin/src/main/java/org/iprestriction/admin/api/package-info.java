/** The JSON API: routes, bodies, problem documents and entity tags. */
package org.iprestriction.admin.api;
