import {Component, onWillStart, useState, useSubEnv} from "@odoo/owl";
import {Newest} from "../fresh/newest";
import {Layout} from "@web/search/layout";
import {NineBoxGrid} from "./nine_box_grid";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.talent";

/** Performance against potential: how many stand in each box, and who, by a click. */
export class NineBox extends Component {
    static template = "hr_asn_appraisal.NineBox";
    static components = {Layout, NineBoxGrid};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.answers = new Newest();
        this.state = useState({data: null});
        useSubEnv({asnScreen: MODEL});
        this.display = {controlPanel: {}};
        onWillStart(() => this.load(false));
    }

    async load(period) {
        const call = this.orm.call(MODEL, "read_boxes", [period]);
        await this.answers.add(call, (data) => {
            this.state.data = data;
        });
    }

    async open(box) {
        const call = [this.state.data.period_id, box];
        return this.action.doAction(await this.orm.call(MODEL, "action_box", call));
    }
}

registry.category("actions").add("asn_nine_box", NineBox);
