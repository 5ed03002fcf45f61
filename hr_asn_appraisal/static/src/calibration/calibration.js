import {Component, useEffect, useRef, useState} from "@odoo/owl";
import {AsnChoiceField} from "../choice/choice_field";
import {AsnDistribution} from "../distribution/distribution";
import {AsnTendencies} from "../comparison/tendencies";
import {CalibrationBoxes} from "./boxes";
import {CalibrationReplay} from "./replay";
import {Newest} from "../fresh/newest";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useRecordObserver} from "@web/model/relational_model/utils";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.calibration";
const AXES = ["result", "behavior"];
// So many rows of a group are drawn until more are asked for.
const SHOWN = 40;

/** One axis of a row: the dot is what the appraiser gave. */
export class CalibrationChoice extends AsnChoiceField {
    static props = {
        name: String,
        label: String,
        words: Object,
        value: String,
        given: String,
        readonly: Boolean,
        onChoose: Function,
    };

    get value() {
        return this.props.value;
    }

    get proposed() {
        return this.props.given;
    }

    get label() {
        return this.props.label;
    }

    get words() {
        return this.props.words;
    }

    name(choice) {
        return choice.isProposed
            ? _t("%s (given by the appraiser)", choice.full)
            : choice.full;
    }

    choose(value) {
        const {readonly, onChoose} = this.props;
        if (!readonly && value !== this.value) {
            this.group.el.querySelector(`[data-value=${value}]`).focus();
            onChoose(value);
        }
    }
}

/** One value of a row; beside it what the appraiser gave. Tab and Enter take it. */
export class CalibrationValue extends Component {
    static template = "hr_asn_appraisal.CalibrationValue";
    static props = {
        label: String,
        value: String,
        given: String,
        faultId: String,
        isWrong: Boolean,
        readonly: Boolean,
        onType: Function,
    };

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.props.onType(ev.target.value, true);
        }
    }
}

/** The sentence that a difference is kept with; saved when it is left. */
export class CalibrationReason extends Component {
    static template = "hr_asn_appraisal.CalibrationReason";
    static props = {
        text: String,
        isWaiting: Boolean,
        isFocused: Boolean,
        onLeave: Function,
    };

    setup() {
        const input = useRef("input");
        // It opened because of a choice just made: the sentence is typed at once.
        useEffect(
            (isFocused) => {
                if (isFocused) {
                    input.el.focus({preventScroll: true});
                    input.el.select();
                }
            },
            () => [this.props.isFocused]
        );
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.target.blur();
        }
    }
}

/**
 * The table of a calibration session: what the appraisers gave, and what differs.
 *
 * A choice is kept with its reason, by one call; until then it stands here alone. A row
 * stays where it is while it is worked on; opened anew, what was changed stands first.
 */
export class AsnCalibration extends Component {
    static template = "hr_asn_appraisal.Calibration";
    static components = {
        AsnDistribution,
        AsnTendencies,
        CalibrationBoxes,
        CalibrationChoice,
        CalibrationReason,
        CalibrationValue,
    };
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.answers = new Newest();
        this.state = useState({
            table: null,
            drafts: {},
            // {id: what is wrong with the values that are typed}
            faults: {},
            // {id: why the last change was not kept}
            unkept: {},
            shown: {},
            focus: null,
            // Whether the tendency of the appraisers is seen, too.
            isTelling: false,
        });
        this.axes = [
            {name: "result", label: _t("Work Results")},
            {name: "behavior", label: _t("Behaviour")},
        ];
        // Also after a button of the form has moved the session.
        useRecordObserver((record) => this.load(record.resId, record.data.state));
    }

    async load(id) {
        const call = id ? this.orm.call(MODEL, "table", [[id]]) : null;
        await this.answers.add(call, (table) => {
            Object.assign(this.state, {table, drafts: {}, faults: {}, unkept: {}});
        });
    }

    rowsOf({key, rows}) {
        return rows.slice(0, this.state.shown[key] || SHOWN);
    }

    leftOf({key, rows}) {
        return rows.length - (this.state.shown[key] || SHOWN);
    }

    showAll({key, rows}) {
        this.state.shown[key] = rows.length;
    }

    // -- a row ---------------------------------------------------------------

    valueOf(row, axis) {
        return (this.state.drafts[row.id] || row)[axis];
    }

    isReadonly(row, axis) {
        return !this.state.table.can_change || row.fixed.includes(axis);
    }

    isWaiting(row) {
        return row.id in this.state.drafts;
    }

    /** Where a value was typed and read, as it is written: 95,0 is 95. */
    differs(row) {
        const draft = this.state.drafts[row.id];
        const said = draft?.foreseen || draft || row;
        return AXES.some((axis) => said[axis] !== row.given[axis]);
    }

    valuesOf(row) {
        return Object.fromEntries(AXES.map((axis) => [axis, this.valueOf(row, axis)]));
    }

    async choose(row, axis, value) {
        this.state.drafts[row.id] = {...this.valuesOf(row), [axis]: value};
        delete this.state.unkept[row.id];
        await this.goOn(row, true);
    }

    /** Ask for the reason of a difference; without one there is nothing to keep. */
    async goOn(row, isFocused) {
        if (!this.differs(row)) {
            await this.save(row, "");
        } else if (isFocused) {
            this.state.focus = row.id;
        }
    }

    // -- values --------------------------------------------------------------

    /** Typed: Enter goes on to the reason, Tab to the next value. */
    async type(row, axis, text, isFocused) {
        const values = {...this.valuesOf(row), [axis]: text.trim()};
        if (values[axis] === this.valueOf(row, axis)) {
            if (isFocused && this.differs(row) && !this.state.faults[row.id]) {
                this.state.focus = row.id;
            }
            return;
        }
        if (await this.foresee(row, values)) {
            await this.goOn(row, isFocused);
        }
    }

    /** Show what values would lead to; says whether they are some, and the last. */
    async foresee(row, values) {
        this.state.drafts[row.id] = values;
        delete this.state.faults[row.id];
        delete this.state.unkept[row.id];
        const args = [[this.props.record.resId], [this.changeOf(row)]];
        const {rows, refused} = await this.orm.call(MODEL, "foresee", args);
        const draft = this.state.drafts[row.id];
        if (!draft || AXES.some((axis) => draft[axis] !== values[axis])) {
            return false;
        }
        if (refused.length) {
            this.state.faults[row.id] = refused[0];
            return false;
        }
        draft.foreseen = rows[row.id];
        return true;
    }

    foreseen(row) {
        return this.state.drafts[row.id]?.foreseen;
    }

    /** The sentence quotes what was typed; a blank is what it asks for. */
    isWrong(row, axis) {
        const value = this.valueOf(row, axis);
        const fault = this.state.faults[row.id];
        return Boolean(fault) && (!value || fault.includes(`“${value}”`));
    }

    // -- keeping -------------------------------------------------------------

    changeOf(row) {
        const {result, behavior} = this.valuesOf(row);
        return row.in_points
            ? {id: row.id, points: {skp: result, behavior}}
            : {id: row.id, result, behavior};
    }

    /** Left: kept if there is something to keep, and a reason for it. */
    async leave(row, text) {
        const reason = text.trim();
        this.state.focus = null;
        if (reason && (this.isWaiting(row) || reason !== row.reason)) {
            await this.save(row, reason);
        }
    }

    async save(row, reason) {
        const change = {...this.changeOf(row), reason};
        const {resId} = this.props.record;
        const draft = this.state.drafts[row.id];
        const told = await this.orm.call(MODEL, "calibrate", [[resId], [change]]);
        // What was typed stays, to be mended: the reason with its values.
        if (told.refused.length) {
            this.state.unkept[row.id] = told.refused[0];
            return;
        }
        delete this.state.unkept[row.id];
        // What was chosen in the meantime waits for its own reason.
        if (this.state.drafts[row.id] === draft) {
            delete this.state.drafts[row.id];
        }
        this.merge(await this.orm.call(MODEL, "table", [[resId]]));
    }

    /** Take over new figures, each row where it stands. */
    merge(table) {
        const fresh = {};
        for (const row of table.groups.flatMap((group) => group.rows)) {
            fresh[row.id] = row;
        }
        const groups = this.state.table.groups.map((group) => ({
            ...group,
            rows: group.rows.map((row) => fresh[row.id] || row),
        }));
        this.state.table = {...table, groups};
    }

    // -- buttons -------------------------------------------------------------

    async take() {
        const {resId} = this.props.record;
        await this.orm.call(MODEL, "action_take", [[resId]]);
        await this.load(resId);
    }

    tell() {
        this.state.isTelling = !this.state.isTelling;
    }

    async replay() {
        const {resId} = this.props.record;
        const replay = await this.orm.call(MODEL, "replay", [[resId]]);
        this.dialog.add(CalibrationReplay, {replay, words: this.state.table.words});
    }

    async call(method, value) {
        const {resId} = this.props.record;
        const action = await this.orm.call(MODEL, method, [[resId], value]);
        return this.action.doAction(action);
    }

    openBox(box) {
        return this.call("action_box", box);
    }

    openProfile(row) {
        return this.call("action_profile", row.id);
    }

    open(row) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "hr.asn.evaluation",
            res_id: row.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("view_widgets").add("asn_calibration", {
    component: AsnCalibration,
    fieldDependencies: [{name: "state", type: "selection"}],
});
