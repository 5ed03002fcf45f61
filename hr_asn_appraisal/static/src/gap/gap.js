import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useStamp} from "../fresh/fresh";

/** A gap report says of when it is: it counts what changes while plans are written. */
const GapController = (Controller) =>
    class extends Controller {
        setup() {
            super.setup();
            this.stamp = useStamp();
            this.model.hooks.onRootLoaded = () => this.stamp.mark();
        }
    };

export class GapListController extends GapController(ListController) {
    static template = "hr_asn_appraisal.GapList";
}

export class GapKanbanController extends GapController(KanbanController) {
    static template = "hr_asn_appraisal.GapKanban";
}

const views = registry.category("views");
views.add("asn_gap_list", {...listView, Controller: GapListController});
views.add("asn_gap_kanban", {...kanbanView, Controller: GapKanbanController});
