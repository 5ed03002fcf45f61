import {Component, onWillStart, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {useShownMoments} from "../shown/shown";

/** For whom the user approves plans today, and how long; nothing for most people. */
export class DelegationBand extends Component {
    static template = "hr_asn_appraisal.DelegationBand";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.state = useState({sentences: []});
        onWillStart(async () => {
            this.state.sentences = await this.orm.call("hr.asn.delegation", "bands");
        });
    }
}

export class AsnPlanListController extends ListController {
    static template = "hr_asn_appraisal.PlanList";
    static components = {...ListController.components, DelegationBand};

    setup() {
        super.setup();
        useShownMoments(() => this.model.root);
    }
}

export class AsnPlanKanbanController extends KanbanController {
    static template = "hr_asn_appraisal.PlanKanban";
    static components = {...KanbanController.components, DelegationBand};

    setup() {
        super.setup();
        useShownMoments(() => this.model.root);
    }
}

const views = registry.category("views");
views.add("asn_plan_list", {...listView, Controller: AsnPlanListController});
views.add("asn_plan_kanban", {...kanbanView, Controller: AsnPlanKanbanController});
