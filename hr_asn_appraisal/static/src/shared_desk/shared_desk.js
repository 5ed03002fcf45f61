import {browser} from "@web/core/browser/browser";
import {user} from "@web/core/user";

// At a shared computer one signs in after the other in the same tab. The page that was
// open is kept there with its record: of the one before, which is not for the next.
const WHO = "asn_user";
const OPEN_PAGE = ["current_action", "current_state"];

if (browser.sessionStorage.getItem(WHO) !== String(user.userId)) {
    OPEN_PAGE.forEach((key) => browser.sessionStorage.removeItem(key));
    browser.sessionStorage.setItem(WHO, user.userId);
}
