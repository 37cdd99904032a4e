/**
 * The servlet filter, the resolution of the caller's address, refusals and counters.
 */
package org.iprestriction.servlet;
