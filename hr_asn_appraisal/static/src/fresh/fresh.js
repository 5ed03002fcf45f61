import {onMounted, onWillUnmount, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";

const {DateTime} = luxon;
// What others do meanwhile is seen without a click.
const REFRESH_MS = 30000;

/** Do something again and again, and when the page is looked at again; hidden it rests. */
export function useRenewal(renew) {
    const look = () => document.visibilityState === "visible" && renew();
    let timer = null;
    onMounted(() => {
        timer = browser.setInterval(look, REFRESH_MS);
        document.addEventListener("visibilitychange", look);
    });
    onWillUnmount(() => {
        browser.clearInterval(timer);
        document.removeEventListener("visibilitychange", look);
    });
}

/** When figures were read: `mark` it when they have come, `label` says it. */
export function useStamp() {
    const state = useState({at: ""});
    return {
        get at() {
            return state.at;
        },
        get label() {
            return _t("Last updated %s", state.at);
        },
        mark() {
            state.at = DateTime.now().toLocaleString(DateTime.TIME_SIMPLE);
        },
    };
}

/**
 * Figures that keep up by themselves while somebody looks at them.
 *
 * In: what asks for them. Out: `load`, to be called instead, and `label`, which says
 * when they were read. While an answer is awaited nothing more is asked for: a slow
 * server gets no queue. What cannot be read just now stays, with the time that it is of.
 */
export function useFresh(ask) {
    const stamp = useStamp();
    let pending = 0;
    const fresh = {
        get label() {
            return stamp.label;
        },
        async load(...args) {
            pending += 1;
            try {
                await ask(...args);
            } finally {
                pending -= 1;
            }
            stamp.mark();
        },
    };
    useRenewal(() => pending || fresh.load().catch(() => null));
    return fresh;
}
