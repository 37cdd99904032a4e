/**
 * The filter, the address of the caller, refusals and counters.
 */
package org.iprestriction.servlet;
