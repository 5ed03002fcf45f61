import {Component, onWillStart, useState, useSubEnv} from "@odoo/owl";
import {AsnDistributionBar} from "../distribution/distribution";
import {AsnTendencies} from "./tendencies";
import {ConsiderationDialog} from "../team/consideration";
import {Newest} from "../fresh/newest";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useFresh} from "../fresh/fresh";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.comparison";
const UNIT = "unit";
const LEADER = "leader";
const LENIENCY = "leniency";
// Whose people are counted: who reads those, reads this.
const COUNTED = "hr.asn.evaluation";

/** What was given beside what the ratings of units lead one to expect. */
export class AsnComparison extends Component {
    static template = "hr_asn_appraisal.AsnComparison";
    static components = {AsnDistributionBar, AsnTendencies, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.answers = new Newest();
        useSubEnv({asnScreen: COUNTED});
        this.state = useState({by: UNIT, data: null, tendencies: []});
        this.fresh = useFresh((...chosen) => this.ask(...chosen));
        onWillStart(() => this.load());
    }

    get tabs() {
        const tabs = [
            {key: UNIT, label: _t("By Unit")},
            {key: LEADER, label: _t("By Leader")},
        ];
        if (this.state.data.sees_leniency) {
            tabs.push({key: LENIENCY, label: _t("Tendency of Appraisers")});
        }
        return tabs;
    }

    get isLeniency() {
        return this.state.by === LENIENCY;
    }

    get isByLeader() {
        return this.state.by === LEADER;
    }

    load(period, by) {
        return this.fresh.load(period, by);
    }

    async ask(period = this.state.data?.period || null, by = this.state.by) {
        const calls = [
            this.orm.call(MODEL, "read_comparison", [
                period,
                by === LEADER ? LEADER : UNIT,
            ]),
        ];
        if (by === LENIENCY) {
            calls.push(this.orm.call(MODEL, "read_leniency", [period]));
        }
        await this.answers.add(Promise.all(calls), ([data, tendencies]) => {
            Object.assign(this.state, {by, data, tendencies: tendencies || []});
        });
    }

    onPeriod(ev) {
        return this.load(Number(ev.target.value));
    }

    /** Ask who sets the rating of the unit why its pattern is not kept. */
    consider(row) {
        const {period} = this.state.data;
        this.dialog.add(ConsiderationDialog, {
            sentences: row.violations,
            is_blocked: false,
            body: _t("Why are the ratings of %s right nevertheless?", row.path),
            label: _t("Save"),
            note: _t(
                "It stands on the paper of the unit rating. The performance team and the auditor can read it; it is not changed afterwards."
            ),
            confirm: async (text) => {
                await this.orm.call(MODEL, "consider", [period, row.unit, text]);
                await this.load(period, this.state.by);
            },
        });
    }

    openPeople(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: row.leader ? `${row.path}: ${row.leader}` : row.path,
            res_model: "hr.asn.evaluation",
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: row.domain,
        });
    }
}

registry.category("actions").add("asn_comparison", AsnComparison);
