/** What HTTP asks of every answer: bodies that arrive in time, headers, entity tags, media types, and an answer when all else fails. */
package org.iprestriction.admin.http;
