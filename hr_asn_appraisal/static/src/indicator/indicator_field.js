import {registry} from "@web/core/registry";
import {CharField, charField} from "@web/views/fields/char/char_field";
import {TextField, textField} from "@web/views/fields/text/text_field";

const LOWER = "turun";
const fields = registry.category("fields");

/** The words of an indicator, with its marks: of a team, lower is better. */
export class IndicatorField extends TextField {
    static template = "hr_asn_appraisal.Indicator";

    get data() {
        return this.props.record.data;
    }

    get isLower() {
        return this.data.direction === LOWER;
    }
}

fields.add("asn_indicator", {...textField, component: IndicatorField});

/** A baseline with the year it is of, "392 (2025)"; its source when pointed at. */
export class BaselineField extends CharField {
    static template = "hr_asn_appraisal.Baseline";

    get data() {
        return this.props.record.data;
    }

    get year() {
        return this.data.baseline_date?.year;
    }
}

fields.add("asn_baseline", {...charField, component: BaselineField});
