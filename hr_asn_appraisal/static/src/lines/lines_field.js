import {Component} from "@odoo/owl";
import {imageUrl} from "@web/core/utils/urls";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const PEOPLE = "hr.employee.public";

/**
 * A text of several lines in a narrow column: the first stands out, the others are
 * grey. What is longer than two lines is cut there; all of it is in the title. With an
 * avatar, the picture of the person whom the field of that name holds stands beside it.
 */
export class AsnLinesField extends Component {
    static template = "hr_asn_appraisal.AsnLinesField";
    static props = {...standardFieldProps, avatar: {type: String, optional: true}};

    get text() {
        return this.props.record.data[this.props.name] || "";
    }

    get lines() {
        return this.text.split("\n");
    }

    /** Beside a picture the name keeps to one line: rows stay low. */
    lineClass(isFirst) {
        const cut = isFirst && this.picture ? "text-truncate" : "o_asn_line_cut";
        return isFirst ? cut : `${cut} text-muted small`;
    }

    /** Where the picture is: as colleagues may see it, whoever looks. */
    get picture() {
        const person = this.props.avatar && this.props.record.data[this.props.avatar];
        return person && imageUrl(PEOPLE, person.id, "avatar_128");
    }
}

registry.category("fields").add("asn_lines", {
    component: AsnLinesField,
    supportedTypes: ["text"],
    extractProps: ({options}) => ({avatar: options.avatar}),
});
