package vn.motcua.identity;

import org.springframework.security.authentication.LockedException;

final class LockedAccount extends LockedException {
    private static final long serialVersionUID = 1L;

    LockedAccount() {
        super("locked");
    }
}
