import {Many2OneAvatarEmployeeField} from "@hr/views/fields/many2one_avatar_employee_field/many2one_avatar_employee_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

const fields = registry.category("fields");

/** The new appraiser; as long as none is chosen, the proposal as a dashed chip. */
export class ProposalField extends Many2OneAvatarEmployeeField {
    static template = "hr_asn_appraisal.ProposalField";

    get isEmpty() {
        const {record, name, readonly} = this.props;
        return readonly && !record.data[name];
    }

    get proposal() {
        return this.props.record.data.proposal_id;
    }

    get label() {
        return _t("proposed: %s", this.proposal.display_name);
    }
}

fields.add("asn_proposal", {
    ...fields.get("many2one_avatar_employee"),
    component: ProposalField,
    fieldDependencies: [
        {name: "proposal_id", type: "many2one"},
        {name: "problem", type: "selection"},
    ],
});
