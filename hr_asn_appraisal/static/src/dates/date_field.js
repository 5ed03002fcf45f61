import {registry} from "@web/core/registry";
import {dateField, DateTimeField} from "@web/views/fields/datetime/datetime_field";

const {DateTime} = luxon;

/** A date in words, always with its year: what runs over New Year needs it. */
export class AsnDateField extends DateTimeField {
    getFormattedValue(valueIndex, numeric = false) {
        const value = this.values[valueIndex];
        if (!value || numeric) {
            return super.getFormattedValue(valueIndex, numeric);
        }
        return value.toLocaleString(DateTime.DATE_FULL);
    }
}

registry.category("fields").add("asn_date", {
    ...dateField,
    component: AsnDateField,
});
