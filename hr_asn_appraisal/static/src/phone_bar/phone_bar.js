import {Component, useEffect, useState} from "@odoo/owl";
import {useBus, useService} from "@web/core/utils/hooks";
import {Newest} from "../fresh/newest";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

const APP = "hr_asn_appraisal.menu_asn_root";
const HOME = "hr.asn.home";
const EVALUATION = "hr.asn.evaluation";
// Pages that are there at all times, by the action that opens them.
const ACTIONS = {
    home: "hr_asn_appraisal.hr_asn_home_server_action",
    plan: "hr_asn_appraisal.hr_asn_skp_mine_action",
    results: "hr_asn_appraisal.hr_asn_evaluation_mine_action",
};

/**
 * The bar at the lower edge of an employee's phone, in this app only.
 *
 * It takes its own room below the page and so never covers a line of it. What can be
 * recorded is asked of the server with each page: who has reported has no more to.
 */
export class PhoneBar extends Component {
    static template = "hr_asn_appraisal.PhoneBar";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.menu = useService("menu");
        this.action = useService("action");
        this.ui = useState(useService("ui"));
        this.answers = new Newest();
        this.state = useState({isHere: false, offer: false, shown: {}});
        useBus(this.env.bus, "MENUS:APP-CHANGED", () => this.follow());
        useBus(this.env.bus, "ACTION_MANAGER:UI-UPDATED", ({detail: mode}) => {
            if (mode !== "new") {
                this.follow(mode);
            }
        });
        useEffect(
            () => {
                this.follow();
            },
            () => [this.ui.isSmall]
        );
    }

    async follow(mode) {
        const isOurs = this.menu.getCurrentApp()?.xmlid === APP;
        this.state.isHere = isOurs && this.ui.isSmall && mode !== "fullscreen";
        if (!this.state.isHere) {
            return;
        }
        const {action, props} = this.action.currentController || {};
        this.state.shown = {
            xmlid: action?.xml_id,
            model: action?.res_model,
            id: props?.resId,
        };
        const call = this.orm.silent.call(HOME, "phone_bar");
        await this.answers.add(call, (offer) => {
            this.state.offer = offer;
        });
    }

    get pages() {
        const pages = [
            {name: "home", icon: "fa-home", label: _t("Home")},
            {name: "record", icon: "fa-pencil-square-o", label: _t("Log")},
            {name: "proof", icon: "fa-paperclip", label: _t("Proof")},
            {name: "plan", icon: "fa-list-ol", label: _t("SKP")},
            {name: "results", icon: "fa-star-o", label: _t("Results")},
        ];
        const {report} = this.state.offer;
        return pages.filter(({name}) => name in ACTIONS || report);
    }

    get current() {
        const {xmlid, model, id} = this.state.shown;
        if (model === HOME) {
            return "home";
        }
        if (model === EVALUATION && id === this.state.offer.report) {
            return "record";
        }
        return Object.keys(ACTIONS).find((name) => ACTIONS[name] === xmlid);
    }

    async open(name) {
        if (name === "proof") {
            return this.prove();
        }
        const report = {
            type: "ir.actions.act_window",
            res_model: EVALUATION,
            res_id: this.state.offer.report,
            views: [[false, "form"]],
        };
        const action = ACTIONS[name] || report;
        return this.action.doAction(action, {clearBreadcrumbs: true});
    }

    /** What was added is seen at once on the page that counts it. */
    async prove() {
        const ids = [this.state.offer.report];
        const call = this.orm.call(EVALUATION, "action_add_evidence", [ids]);
        // Refused, too, it says what has changed: he has reported meanwhile.
        call.catch(() => this.follow());
        const action = await call;
        const onClose = () => {
            if (["home", "record"].includes(this.current)) {
                this.action.doAction("soft_reload");
            }
        };
        return this.action.doAction(action, {onClose});
    }
}

registry.category("main_components").add("asn_phone_bar", {Component: PhoneBar});
