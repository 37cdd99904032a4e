/**
 * Rules, the access list compiled from them, and its decision. No HTTP, no storage, no thread, no clock.
 */
package org.iprestriction.access;
