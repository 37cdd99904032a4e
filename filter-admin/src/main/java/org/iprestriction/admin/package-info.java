/**
 * The pages and the JSON API in a web application: how they are added, and the doors through which requests come in. Only the public
 * types of this package are for applications; the packages below it are its own business and may change at any time.
 */
package org.iprestriction.admin;
