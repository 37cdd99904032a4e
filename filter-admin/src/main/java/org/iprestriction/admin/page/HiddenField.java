package org.iprestriction.admin.page;

/** A hidden field of a form. */
public record HiddenField(String name, String value) {}
