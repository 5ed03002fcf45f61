import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {listView} from "@web/views/list/list_view";

// What a problem does to people, beside the name of its group.
const CONSEQUENCES = {
    none: _t("nobody can approve the plan; the proposal comes from the unit above"),
    gone: _t("nobody approves or rates; what waits is not seen by anybody"),
    loop: _t("each is the other's subordinate; neither can be rated fairly"),
    lower: _t("a lower post rates a higher one; auditors ask about it"),
    other_unit: _t("allowed; check whether the unit or the appraiser is wrong"),
    headless: _t("all in it wait; name an acting head or the next superior"),
    acting: _t("his people need a successor before the acting post ends"),
    span: _t("allowed; consider team leads who give feedback"),
};

export class HealthListController extends ListController {
    setup() {
        super.setup();
        this.notification = useService("notification");
        this.action = useService("action");
    }

    get modelParams() {
        const params = super.modelParams;
        params.hooks.onSavedMulti = (records) => this.onMended(records[0]);
        return params;
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        // The row takes its new values after this hook, still under the lock.
        this.model.mutex.getUnlockedDef().then(() => this.onMended(record));
    }

    /** Say what came of it and read all anew: what is mended leaves the list. */
    onMended(record) {
        if (record.data.message) {
            this.notification.add(record.data.message, {type: "info"});
        }
        return this.action.doAction({type: "ir.actions.client", tag: "soft_reload"});
    }
}

export class HealthListRenderer extends ListRenderer {
    static template = "hr_asn_appraisal.HealthListRenderer";
    static groupRowTemplate = "hr_asn_appraisal.HealthGroupRow";

    consequence(group) {
        const isProblem = group.groupByField.name === "problem";
        return isProblem ? CONSEQUENCES[group.value] : "";
    }
}

registry.category("views").add("asn_health_list", {
    ...listView,
    Controller: HealthListController,
    Renderer: HealthListRenderer,
});
