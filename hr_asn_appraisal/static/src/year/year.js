import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What was delivered of the periods of a year, side by side. */
export class AsnYear extends Component {
    static template = "hr_asn_appraisal.AsnYear";
    static props = {...standardFieldProps};

    get shown() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("asn_year", {
    component: AsnYear,
    supportedTypes: ["json"],
});
