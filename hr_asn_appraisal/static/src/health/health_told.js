import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useEnv} from "@odoo/owl";

const MODEL = "hr.asn.hierarchy";
export const RELOAD = {type: "ir.actions.client", tag: "soft_reload"};
// So long "Undo" is offered, in milliseconds.
const OFFERED = 12000;

/** Open the run that says of each person what came of it. */
const results = (run) => ({
    type: "ir.actions.act_window",
    res_model: "hr.asn.run",
    res_id: run,
    views: [[false, "form"]],
});

/** Say what came of a mending, and offer to take it back where the server lets it. */
export function tell({action, notification, orm}, {message, type, undo, run}) {
    const takeBack = async () => {
        close();
        const told = await orm.call(MODEL, "take_back", [undo]);
        notification.add(told, {type: "success"});
        return action.doAction(RELOAD);
    };
    const open = () => {
        close();
        return action.doAction(results(run));
    };
    const buttons = [
        ...(undo ? [{name: _t("Undo"), onClick: takeBack}] : []),
        ...(run ? [{name: _t("See Results"), onClick: open}] : []),
    ];
    const close = notification.add(message, {
        type,
        buttons,
        autocloseDelay: OFFERED,
    });
}

/**
 * Return a function that tells what a saved row says came of it.
 *
 * With the services of the page: the list itself is gone when somebody clicks "Undo".
 */
export function useTell() {
    const {services} = useEnv();
    return ({data}) => {
        if (data.message) {
            const {message, undo, run} = data;
            tell(services, {message, type: "info", undo, run});
        }
    };
}

registry.category("actions").add("asn_told", (env, {params}) => {
    tell(env.services, params);
    return RELOAD;
});
