package org.iprestriction.admin.page;

/** A field of a form that is sent and not shown. */
public record HiddenField(String name, String value) {}
