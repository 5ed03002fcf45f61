import {onMounted, onWillUnmount, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";

const {DateTime} = luxon;
const SECONDS = 30;

/**
 * Figures that keep up by themselves while somebody looks at them.
 *
 * In: what asks for them. Out: `load`, to be called instead, and `label`, which says
 * when they were read. Nothing is asked for while the page is hidden; when it is
 * looked at again they are read at once.
 */
export function useFresh(ask) {
    const state = useState({at: ""});
    let timer = null;
    const fresh = {
        get label() {
            return _t("Last updated %s", state.at);
        },
        async load(...args) {
            await ask(...args);
            state.at = DateTime.now().toLocaleString(DateTime.TIME_SIMPLE);
        },
    };
    // What cannot be read just now stays, with the time that it is of.
    const renew = () =>
        document.visibilityState === "visible" && fresh.load().catch(() => null);
    onMounted(() => {
        timer = browser.setInterval(renew, SECONDS * 1000);
        document.addEventListener("visibilitychange", renew);
    });
    onWillUnmount(() => {
        browser.clearInterval(timer);
        document.removeEventListener("visibilitychange", renew);
    });
    return fresh;
}
