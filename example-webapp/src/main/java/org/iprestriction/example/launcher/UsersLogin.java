package org.iprestriction.example.launcher;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.System.Logger;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import javax.security.auth.Subject;
import org.eclipse.jetty.security.DefaultIdentityService;
import org.eclipse.jetty.security.IdentityService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Session;

/**
 * Jetty's realm for the users file. If the file is malformed, nobody can sign in. Thread-safe.
 */
final class UsersLogin implements LoginService {
    private static final Logger LOG = System.getLogger(UsersLogin.class.getName());

    private final UsersFile file;
    private final KnownPasswords known = new KnownPasswords();
    /** The hash for unknown user names, so that checking them takes as long as a wrong password. */
    private final PasswordHash nobody = PasswordHash.ofNothing();
    private IdentityService identities = new DefaultIdentityService();

    UsersLogin(UsersFile file) {
        this.file = file;
    }

    @Override
    public String getName() {
        return "ip-restriction";
    }

    @Override
    public UserIdentity login(String name, Object credentials, Request request, Function<Boolean, Session> session) {
        String password = credentials instanceof String text ? text : "";
        Optional<User> user = find(name);
        if (user.isEmpty()) {
            nobody.matches(password);
            return null;
        }
        if (!known.matches(user.get(), password)) {
            return null;
        }
        return identities.newUserIdentity(new Subject(), new SignedIn(user.get()),
                user.get().roles().toArray(String[]::new));
    }

    /** Returns whether a signed-in user is still in the file with the same password and roles. */
    @Override
    public boolean validate(UserIdentity identity) {
        return identity.getUserPrincipal() instanceof SignedIn signedIn
                && find(signedIn.getName()).filter(signedIn.user()::sameLine).isPresent();
    }

    @Override
    public void logout(UserIdentity identity) {
        // There is no state for a signed-in user.
    }

    @Override
    public IdentityService getIdentityService() {
        return identities;
    }

    @Override
    public void setIdentityService(IdentityService service) {
        identities = service;
    }

    private Optional<User> find(String name) {
        try {
            return file.find(name);
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "Nobody can sign in, because \"" + file.path() + "\" cannot be used: "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    private record SignedIn(User user) implements Principal {
        @Override
        public String getName() {
            return user.name();
        }

        @Override
        public String toString() {
            return getName();
        }
    }
}
