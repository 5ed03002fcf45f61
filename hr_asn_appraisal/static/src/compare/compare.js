import {Component, reactive, toRaw, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const NOTHING = {};
const SUBMIT = "submit";
const QUALITATIVE = "kualitatif";
const shown = new WeakMap();

/** Whether a form shows what stood in its cells before; one answer per form. */
function comparing({model}) {
    const key = toRaw(model);
    if (!shown.has(key)) {
        shown.set(key, reactive({on: true}));
    }
    return shown.get(key);
}

export function useComparing(record) {
    return useState(comparing(record));
}

/** What stood in the cells of a row of the plan: {column: words}; new: {new: true}. */
export function oldCells(model, kind, id) {
    const {old} = model.root.data.changes || NOTHING;
    return old?.[kind]?.[id] || NOTHING;
}

/** In the header of a plan under revision: shows the old values, or leaves them out. */
export class CompareToggle extends Component {
    static template = "hr_asn_appraisal.CompareToggle";
    static props = {...standardWidgetProps};

    setup() {
        this.comparing = useComparing(this.props.record);
    }

    toggle() {
        this.comparing.on = !this.comparing.on;
    }
}

registry.category("view_widgets").add("asn_compare_toggle", {
    component: CompareToggle,
});

/** A value on the card of an indicator, after what it was in the version in force. */
export class WasField extends Component {
    static template = "hr_asn_appraisal.WasField";
    static props = {...standardFieldProps};

    setup() {
        this.comparing = useComparing(this.props.record);
    }

    get was() {
        const {record, name} = this.props;
        const cells = oldCells(record.model, "indicator", record.resId);
        return this.comparing.on && cells[name];
    }

    /** As in the list: a target that the plan has to say. */
    get isUnfilled() {
        const {record, name} = this.props;
        const plan = record.model.root.data;
        const isOpen = (plan.asn_can || "").includes(SUBMIT);
        const isAsked = isOpen && plan.approach !== QUALITATIVE;
        return isAsked && !record.data.is_cancelled && !record.data[name];
    }
}

registry.category("fields").add("asn_was", {
    component: WasField,
    supportedTypes: ["char", "text"],
});

/** Rows that differ, side by side: before | after. */
export class Changes extends Component {
    static template = "hr_asn_appraisal.Changes";
    static props = {changes: Object};

    get tones() {
        return {added: "good", changed: "running", cancelled: "late"};
    }
}

export class ChangesField extends Component {
    static template = "hr_asn_appraisal.ChangesField";
    static components = {Changes};
    static props = {...standardFieldProps};
}

registry.category("fields").add("asn_changes", {
    component: ChangesField,
    supportedTypes: ["json"],
});
