import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.hierarchy";
export const RELOAD = {type: "ir.actions.client", tag: "soft_reload"};
// So long "Undo" is offered, in milliseconds.
const OFFERED = 12000;

/** Say what came of a mending, and offer to take it back where the server lets it. */
export function tell({action, notification, orm}, {message, type, undo}) {
    const takeBack = async () => {
        close();
        const told = await orm.call(MODEL, "take_back", [undo]);
        notification.add(told, {type: "success"});
        return action.doAction(RELOAD);
    };
    const buttons = undo ? [{name: _t("Undo"), onClick: takeBack}] : [];
    const close = notification.add(message, {
        type,
        buttons,
        autocloseDelay: OFFERED,
    });
}

/** Return a function that tells what a saved row says came of it. */
export function useTell() {
    const services = {
        action: useService("action"),
        notification: useService("notification"),
        orm: useService("orm"),
    };
    return ({data}) => {
        if (data.message) {
            tell(services, {message: data.message, type: "info", undo: data.undo});
        }
    };
}

registry.category("actions").add("asn_told", (env, {params}) => {
    tell(env.services, params);
    return RELOAD;
});
