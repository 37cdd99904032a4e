/**
 * The servlet filter, its mapping, refusals, counters and deployment rules.
 */
package org.iprestriction.servlet;
