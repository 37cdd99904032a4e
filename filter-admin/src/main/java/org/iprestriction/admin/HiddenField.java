package org.iprestriction.admin;

/** A field of a form that is sent and not shown. */
record HiddenField(String name, String value) {}
