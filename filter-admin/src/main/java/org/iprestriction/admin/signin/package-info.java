/** Signing in and out, and what becomes of a form that arrives when nobody is signed in any more. */
package org.iprestriction.admin.signin;
