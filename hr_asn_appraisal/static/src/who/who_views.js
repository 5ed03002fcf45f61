import {AsnWho} from "./who";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";

// Screens of many lines: who can see them is said in the control panel, on a phone in
// the last line. Where records are chosen in a dialog nobody asks.
export class AsnWhoListController extends ListController {
    static template = "hr_asn_appraisal.WhoList";
    static components = {...ListController.components, AsnWho};
}

export class AsnWhoKanbanController extends KanbanController {
    static template = "hr_asn_appraisal.WhoKanban";
    static components = {...KanbanController.components, AsnWho};
}

const views = registry.category("views");
views.add("asn_who_list", {...listView, Controller: AsnWhoListController});
views.add("asn_who_kanban", {...kanbanView, Controller: AsnWhoKanbanController});
