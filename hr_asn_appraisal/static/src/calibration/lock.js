import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConsiderationDialog} from "../team/consideration";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

const MODEL = "hr.asn.calibration";
const RELOAD = {type: "ir.actions.act_window_close"};

/** Ask whether the result is locked or, where a pattern is not kept, why it is. */
async function lockSession({services}, {params: {id, asked}}) {
    const {dialog, orm} = services;
    const body = _t(
        "Lock the result of the session? After that nothing changes, and the appraisers can deliver."
    );
    const isLocked = await new Promise((resolve) => {
        const confirm = async (...text) => {
            await orm.call(MODEL, "action_lock", [[id], ...text]);
            resolve(true);
        };
        const onClose = () => resolve(false);
        if (asked) {
            const words = {
                label: _t("Lock"),
                refusal: _t(
                    "Your agency locks only what keeps the pattern. Change ratings on the table."
                ),
                note: _t(
                    "Asked once for this session; delivering asks no second time. Who sets the rating of the unit, the performance team and the auditor can read it."
                ),
            };
            const props = {...asked, ...words, body, confirm};
            return dialog.add(ConsiderationDialog, props, {onClose});
        }
        return dialog.add(
            ConfirmationDialog,
            {
                title: _t("Lock the Result"),
                body,
                confirmLabel: _t("Lock"),
                confirm: () => confirm(),
                cancel: () => {},
            },
            {onClose}
        );
    });
    return isLocked && RELOAD;
}

registry.category("actions").add("asn_lock_session", lockSession);
