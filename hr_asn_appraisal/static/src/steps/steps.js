import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Dated steps from top to bottom: what is to come, then what happened. */
export class AsnSteps extends Component {
    static template = "hr_asn_appraisal.AsnSteps";
    static props = {...standardFieldProps};

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("asn_steps", {
    component: AsnSteps,
    supportedTypes: ["json"],
});
