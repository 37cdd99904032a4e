/** The JSON API: routes, bodies, problems, tags. */
package org.iprestriction.admin.api;
