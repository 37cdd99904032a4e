package org.iprestriction.admin.signin;

import java.util.List;
import org.iprestriction.admin.page.Frame;
import org.iprestriction.admin.page.HiddenField;
import org.iprestriction.admin.page.Note;
import org.iprestriction.admin.page.View;

/** The sign-in page for the tests of other packages. */
public final class SignInViews {
    private SignInViews() {}

    public static View of(Frame frame, String user, String error, Note note, String to, List<HiddenField> kept) {
        return new SignInPage(frame, user, error, note, to, kept);
    }
}
