import {_t} from "@web/core/l10n/translation";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {FormController} from "@web/views/form/form_controller";
import {onWillUnmount, status, useSubEnv} from "@odoo/owl";
import "../counted/counted_form";
import {addResult, keeps, MAIN, openResult} from "../rhk_lines/rhk_heads";
import {registry} from "@web/core/registry";
import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";

const SUBMIT = "button[name='action_submit']:not([disabled])";
const PAGE = ".o_notebook .nav-link[name='results']:not(.active)";
const FRAMES = 60;
const PLAN = "hr.asn.skp";
const RESULT = "hr.asn.rhk";

/** What is about to be drawn, or nothing after a second. */
async function drawn(place, selector) {
    for (let frame = 0; frame < FRAMES && !place.querySelector(selector); frame++) {
        await new Promise(requestAnimationFrame);
    }
    return place.querySelector(selector);
}

/**
 * The form of a plan: Ctrl+Enter hands it in, by its own button. What is refused for
 * its gaps is told, and the first of them is opened to be filled in.
 */
export class PlanFormController extends FormController {
    setup() {
        super.setup();
        this.action = useService("action");
        this.notification = useService("notification");
        const press = this.env.onClickViewButton;
        useSubEnv({onClickViewButton: (params) => this.pressed(press, params)});
        useHotkey("control+enter", () => this.submit(), {
            bypassEditableProtection: true,
            isAvailable: () => !document.activeElement?.closest(".o-mail-Composer"),
        });
        onWillUnmount(() => this.closeTold?.());
    }

    submit() {
        this.rootRef.el.querySelector(SUBMIT)?.click();
    }

    async pressed(press, params) {
        this.closeTold?.();
        const isSubmitting = params.clickParams?.name === "action_submit";
        try {
            return (!isSubmitting || (await this.isSure())) && (await press(params));
        } catch (error) {
            const gap = error.data?.context?.asn_gap;
            if (!gap) {
                throw error;
            }
            // Told first: what is refused is said, whether its place can be shown or not.
            const told = {type: "danger", sticky: true};
            this.closeTold = this.notification.add(error.data.message, told);
            if (status(this) !== "destroyed") {
                await this.openGap(gap);
            }
        }
    }

    /** Ask before it is handed in; what is missing is told without a question. */
    async isSure() {
        const {root} = this.model;
        if (this.isAsking || !(await keeps(root))) {
            return false;
        }
        this.isAsking = true;
        try {
            const asked = [PLAN, "action_ask_submit", [root.resId]];
            return await this.confirmed(await this.orm.call(...asked));
        } finally {
            this.isAsking = false;
        }
    }

    confirmed({question, doubts, can_withdraw: canWithdraw}) {
        const body = [question, ...doubts.map((doubt) => `• ${doubt}`)];
        if (canWithdraw) {
            body.push(_t("What you submit can be withdrawn until it is answered."));
        }
        const buttons = {
            confirmLabel: _t("Submit"),
            cancelLabel: _t("Back to the Plan"),
        };
        return new Promise((resolve) =>
            this.dialogService.add(
                ConfirmationDialog,
                {
                    title: _t("Submit"),
                    body: body.join("\n"),
                    ...buttons,
                    confirm: () => resolve(true),
                    cancel: () => resolve(false),
                },
                {onClose: () => resolve(false)}
            )
        );
    }

    async openGap({model, id, field}) {
        const root = this.model.root;
        if (model === PLAN) {
            return addResult(this.action, root, MAIN);
        }
        if (model === RESULT) {
            return openResult(this.action, root, id);
        }
        const row = root.data.iki_ids.records.find((one) => one.resId === id);
        if (row) {
            return this.openRow(row, field);
        }
        const head = root.data.rhk_heads.find((one) => one.indicators.includes(id));
        return head && openResult(this.action, root, head.id);
    }

    /** In a list the cell is edited; a card opens its form. */
    async openRow(row, field) {
        this.rootRef.el.querySelector(PAGE)?.click();
        const line = await drawn(this.rootRef.el, `[data-id="${row.id}"]`);
        line?.scrollIntoView({block: "center"});
        const cell = line?.querySelector(`td[name="${field}"]`);
        (cell || line)?.click();
        if (line && !cell) {
            const entry = `.modal .o_field_widget[name="${field}"] input`;
            (await drawn(document, entry))?.focus();
        }
    }
}

const countedForm = registry.category("views").get("asn_counted_form");

registry.category("views").add("asn_plan_form", {
    ...countedForm,
    Controller: PlanFormController,
});
