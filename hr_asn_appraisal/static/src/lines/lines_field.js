import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * A text of several lines in a narrow column: the first stands out, the others are
 * grey. What is longer than two lines is cut there; all of it is in the title.
 */
export class AsnLinesField extends Component {
    static template = "hr_asn_appraisal.AsnLinesField";
    static props = {...standardFieldProps};

    get text() {
        return this.props.record.data[this.props.name] || "";
    }

    get lines() {
        return this.text.split("\n");
    }
}

registry.category("fields").add("asn_lines", {
    component: AsnLinesField,
    supportedTypes: ["text"],
});
