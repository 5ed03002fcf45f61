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

/**
 * Say what came of it, and offer to take it back where the server lets it.
 *
 * `undo`: the model, method and arguments that take it back; `run`: what has results.
 */
export function tell({action, notification, orm}, {message, type, undo, run}) {
    const takeBack = async () => {
        close();
        const told = await orm.call(undo.model, undo.method, undo.args);
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
            const {message, run} = data;
            const undo = data.undo && {
                model: MODEL,
                method: "take_back",
                args: [data.undo],
            };
            tell(services, {message, type: "info", undo, run});
        }
    };
}

// `listed`: the dialog that tells why of each that was refused, where they are many.
registry.category("actions").add("asn_told", (env, {params}) => {
    tell(env.services, params);
    return params.listed || RELOAD;
});
