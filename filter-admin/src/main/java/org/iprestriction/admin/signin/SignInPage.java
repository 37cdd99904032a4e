package org.iprestriction.admin.signin;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import org.iprestriction.admin.page.Frame;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.View;

/**
 * The sign-in page.
 *
 * @param user  the user name as typed
 * @param error why the last attempt failed, or null
 * @param note  what to know before signing in, or null
 * @param to    the page to go to afterwards, below the pages' folder
 * @param kept  the typed contents of a form that arrived when the user was no longer signed in
 */
record SignInPage(Frame frame, String user, String error, Note note, String to, List<HiddenField> kept) implements View {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtesignInGenerated.render(output, null, this);
    }
}

