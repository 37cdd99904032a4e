/** The address of the caller of a request: from the socket, or from the header that a trusted proxy has written. */
package org.iprestriction.caller;
