import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * One agreed result or one behaviour, in one list: what may be chosen comes from the
 * server with the plan (`about_choices`), because a colleague reads little of it.
 */
export class AsnAboutField extends Component {
    static template = "hr_asn_appraisal.AsnAboutField";
    static props = {...standardFieldProps};

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get groups() {
        const groups = this.props.record.data.about_choices || [];
        return groups.filter((group) => group.choices.length);
    }

    choose(value) {
        this.props.record.update({[this.props.name]: value || false});
    }
}

registry.category("fields").add("asn_about", {
    component: AsnAboutField,
    supportedTypes: ["char"],
    fieldDependencies: [{name: "about_choices", type: "json"}],
});
