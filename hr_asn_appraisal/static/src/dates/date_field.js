import {registry} from "@web/core/registry";
import {dateField, DateTimeField} from "@web/views/fields/datetime/datetime_field";

const {DateTime} = luxon;

/** A date in words, always with its year: what runs over New Year needs it. */
export class AsnDateField extends DateTimeField {
    static format = DateTime.DATE_FULL;

    getFormattedValue(valueIndex, numeric = false) {
        const value = this.values[valueIndex];
        if (!value || numeric) {
            return super.getFormattedValue(valueIndex, numeric);
        }
        return value.toLocaleString(this.constructor.format);
    }
}

/** The same in a column, where months are short: "1 Jan 2026". */
export class AsnListDateField extends AsnDateField {
    static format = DateTime.DATE_MED;
}

const fields = registry.category("fields");
fields.add("asn_date", {...dateField, component: AsnDateField});
fields.add("list.asn_date", {...dateField, component: AsnListDateField});
