import {oldCells, useComparing} from "../compare/compare";
import {registry} from "@web/core/registry";
import {CharField, charField} from "@web/views/fields/char/char_field";
import {TextField, textField} from "@web/views/fields/text/text_field";

const LOWER = "turun";
const SUBMIT = "submit";
const fields = registry.category("fields");

/** A cell that shows what stood in it in the version in force, while that is compared. */
const Compared = (Field) =>
    class extends Field {
        setup() {
            super.setup();
            this.comparing = useComparing(this.props.record);
        }

        /** What stood in the row; nothing where it is not compared. */
        get old() {
            const {model, resId} = this.props.record;
            return this.comparing.on ? oldCells(model, "indicator", resId) : {};
        }
    };

/** The words of an indicator, with its marks: of a team, lower is better. */
export class IndicatorField extends Compared(TextField) {
    static template = "hr_asn_appraisal.Indicator";

    get data() {
        return this.props.record.data;
    }

    get isLower() {
        return this.data.direction === LOWER;
    }
}

fields.add("asn_indicator", {...textField, component: IndicatorField});

/**
 * A baseline with the year it is of, "392 (2025)"; its source when pointed at.
 *
 * The option `opened_by` names the field of the plan that says what may be done with
 * it: what is empty is to be filled in only where the plan is still written.
 */
export class BaselineField extends Compared(CharField) {
    static template = "hr_asn_appraisal.Baseline";
    static props = {...CharField.props, openedBy: {type: String, optional: true}};

    get data() {
        return this.props.record.data;
    }

    get year() {
        return this.data.baseline_date?.year;
    }

    get isOpen() {
        const parent = this.props.record.evalContext.parent;
        const can = parent && this.props.openedBy && parent[this.props.openedBy];
        return (can || "").includes(SUBMIT);
    }
}

fields.add("asn_baseline", {
    ...charField,
    component: BaselineField,
    extractProps: (info, dynamicInfo) => ({
        ...charField.extractProps(info, dynamicInfo),
        openedBy: info.options.opened_by,
    }),
});
