import {Component, useRef} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

// From left to right on the screen; the key 1 2 3 is the place.
const ORDER = ["di_bawah", "sesuai", "di_atas"];
export const SHORT_LABELS = {
    di_bawah: _t("Below"),
    sesuai: _t("Meets"),
    di_atas: _t("Above"),
};

/** One rating axis as three segments: a radio group for keyboard and reader. */
export class AsnChoiceField extends Component {
    static template = "hr_asn_appraisal.AsnChoiceField";
    static props = {
        ...standardFieldProps,
        saves: {type: Boolean, optional: true},
        proposal: {type: String, optional: true},
        points: {type: String, optional: true},
    };

    setup() {
        this.action = useService("action");
        this.group = useRef("group");
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    /** What the system proposes: a dot under its segment. */
    get proposed() {
        const {record, proposal} = this.props;
        return proposal && record.data[proposal];
    }

    /** Where the policy rates in numbers: the value the choice follows from. */
    get isInPoints() {
        return this.props.points && this.props.record.data.in_points;
    }

    get points() {
        return this.props.record.data[this.props.points];
    }

    openForm() {
        const {resModel, resId} = this.props.record;
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: resModel,
            res_id: resId,
            views: [[false, "form"]],
        });
    }

    name(choice) {
        return choice.isProposed
            ? _t("%s (proposed by the system)", choice.full)
            : choice.full;
    }

    get label() {
        return this.props.record.fields[this.props.name].string;
    }

    /** {code: full words}. */
    get words() {
        return Object.fromEntries(this.props.record.fields[this.props.name].selection);
    }

    /** Ratings from below to above; what else is chosen among as its field has it. */
    get order() {
        const codes = Object.keys(this.words);
        return codes.includes(ORDER[0]) ? ORDER : codes;
    }

    get choices() {
        const full = this.words;
        return this.order.map((value, index) => ({
            value,
            key: String(index + 1),
            short: SHORT_LABELS[value] || full[value],
            full: full[value],
            isChosen: value === this.value,
            isProposed: value === this.proposed,
        }));
    }

    /** Only one segment is a tab stop: the chosen one, else the first. */
    tabIndex(choice) {
        const stop = this.value || this.order[0];
        return !this.props.readonly && choice.value === stop ? 0 : -1;
    }

    /** Go to the same choice of the person above or below, in a list. */
    walk(ev) {
        const side = {
            ArrowUp: "previousElementSibling",
            ArrowDown: "nextElementSibling",
        }[ev.key];
        let row = side && this.group.el.closest("tr.o_data_row");
        do {
            row = row && row[side];
        } while (row && !row.matches(".o_data_row"));
        const stop = row?.querySelector(`[name=${this.props.name}] [tabindex="0"]`);
        if (stop) {
            ev.preventDefault();
            ev.stopPropagation();
            stop.focus();
        }
    }

    onKeydown(ev) {
        this.walk(ev);
        const step = {ArrowLeft: -1, ArrowRight: 1}[ev.key];
        const byKey = this.choices.find((choice) => choice.key === ev.key);
        const from = this.order.indexOf(ev.target.dataset.value);
        const next = byKey ? byKey.value : step && this.order[from + step];
        if (next) {
            ev.preventDefault();
            ev.stopPropagation();
            this.choose(next);
        }
    }

    /** In a list each choice is saved at once: nothing is lost with the session. */
    async choose(value) {
        const {record, name, saves: save, readonly} = this.props;
        if (readonly || value === this.value) {
            return;
        }
        // A thumb does not: what opens because of the choice asks where the focus is.
        this.group.el.querySelector(`[data-value=${value}]`).focus();
        try {
            await record.update({[name]: value}, {save});
        } catch (error) {
            // In a form the reason can still be written; a list shows what is saved.
            if (record !== record.model.root) {
                await record.discard();
            }
            throw error;
        }
    }
}

export const asnChoiceField = {
    component: AsnChoiceField,
    displayName: _t("Rating"),
    supportedTypes: ["selection"],
    extractProps: ({options}, dynamicInfo) => ({
        saves: Boolean(options.saves),
        proposal: options.proposal,
        points: options.points,
        readonly: dynamicInfo.readonly,
    }),
};

registry.category("fields").add("asn_choice", asnChoiceField);
