import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/**
 * Dated steps from top to bottom; `across` side by side where there is room.
 *
 * A step has key, kind (past, now, coming), when, what, where, who, note, badge with
 * its tone; one that `opens` something gives that to `method` of the record's model,
 * which returns the action.
 */
export class AsnSteps extends Component {
    static template = "hr_asn_appraisal.AsnSteps";
    static props = {
        ...standardFieldProps,
        across: {type: Boolean, optional: true},
        method: {type: String, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get steps() {
        return this.props.record.data[this.props.name] || [];
    }

    async open(step) {
        const {resModel, resId} = this.props.record;
        const call = [[resId], step.opens];
        this.action.doAction(await this.orm.call(resModel, this.props.method, call));
    }
}

registry.category("fields").add("asn_steps", {
    component: AsnSteps,
    supportedTypes: ["json"],
    extractProps: ({options}) => ({
        across: Boolean(options.across),
        method: options.method,
    }),
});
