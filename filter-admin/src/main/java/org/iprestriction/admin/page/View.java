package org.iprestriction.admin.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlTemplateOutput;

/** The model of a template: a page, or a part of one that only its own package knows. */
public interface View extends Content {
    void render(HtmlTemplateOutput output);

    @Override
    default void writeTo(TemplateOutput output) {
        render((HtmlTemplateOutput) output); // pages have no other output
    }
}
