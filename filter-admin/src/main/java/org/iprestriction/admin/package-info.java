/**
 * The pages and the JSON API in a web application: registration, and the servlets and filters that receive requests.
 * Applications may use the public types of this package only; the packages below it are internal and may change at any time.
 */
package org.iprestriction.admin;
