package org.iprestriction.admin;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** Turns page records into HTML with the templates, which are compiled with this package. */
final class Views {
    private static final int USUAL_SIZE = 32 * 1024;

    private Views() {}

    static String list(ListPage page) {
        var html = new StringOutput(USUAL_SIZE);
        JtelistGenerated.render(new OwaspHtmlTemplateOutput(html), null, page);
        return html.toString();
    }

    static String message(MessagePage page) {
        var html = new StringOutput(USUAL_SIZE);
        JtemessageGenerated.render(new OwaspHtmlTemplateOutput(html), null, page);
        return html.toString();
    }

    static String signIn(SignInPage page) {
        var html = new StringOutput(USUAL_SIZE);
        JtesignInGenerated.render(new OwaspHtmlTemplateOutput(html), null, page);
        return html.toString();
    }
}
