/** Signing in and out, and keeping a form that arrives when the user is no longer signed in. */
package org.iprestriction.admin.signin;
