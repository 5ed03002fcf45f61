import {Changes} from "./compare";
import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";

/** Two versions of one plan, chosen by who reads them. */
export class CompareDialog extends Component {
    static template = "hr_asn_appraisal.CompareDialog";
    static components = {Changes, Dialog};
    static props = {
        title: String,
        versions: Array,
        before: Number,
        after: Number,
        changes: Object,
        close: Function,
    };

    setup() {
        this.orm = useService("orm");
        const {before, after, changes} = this.props;
        this.state = useState({before, after, changes});
    }

    async choose(side, ev) {
        this.state[side] = Number(ev.target.value);
        const pair = [this.state.before, this.state.after];
        this.state.changes =
            pair[0] === pair[1]
                ? {count: 0, rows: [], note: ""}
                : await this.orm.call("hr.asn.skp.version", "compare", [pair]);
    }
}

registry
    .category("actions")
    .add("asn_compare_versions", ({services}, {params}) =>
        services.dialog.add(CompareDialog, params)
    );
