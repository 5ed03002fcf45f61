import {AsnSidePanel} from "../side_panel/side_panel";
import {Component} from "@odoo/owl";
import {TeamEvidence} from "./team_evidence";
import {explain} from "../why/why";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.evaluation";

/** Beside the list: what one person reached, its proof, what was said of it. */
export class TeamPanel extends Component {
    static template = "hr_asn_appraisal.TeamPanel";
    static components = {AsnSidePanel, TeamEvidence};
    static props = {ids: Array, open: Function, changed: Function};

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.action = useService("action");
    }

    explain(id) {
        return explain(this, id);
    }

    /** What counts as proof has changed: here, and in the row of the person. */
    async reviewed(reload) {
        await Promise.all([reload(), this.props.changed()]);
    }

    async giveFeedback(id) {
        const action = await this.orm.call(MODEL, "action_give_feedback", [[id]]);
        return this.action.doAction(action);
    }
}
