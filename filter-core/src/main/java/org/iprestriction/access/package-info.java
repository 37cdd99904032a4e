/**
 * Rules, the access list compiled from them, and its decisions. This package does not use HTTP, storage, threads or
 * clocks.
 */
package org.iprestriction.access;
