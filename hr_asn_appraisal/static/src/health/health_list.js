import {Component, onWillStart, useState} from "@odoo/owl";
import {HealthPanel, meant} from "./health_panel";
import {RELOAD, useTell} from "../told/told";
import {Dialog} from "@web/core/dialog/dialog";
import {Domain} from "@web/core/domain";
import {FormController} from "@web/views/form/form_controller";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {SearchModel} from "@web/search/search_model";
import {SearchPanel} from "@web/search/search_panel/search_panel";
import {_t} from "@web/core/l10n/translation";
import {formView} from "@web/views/form/form_view";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";
import {user} from "@web/core/user";

const MODEL = "hr.asn.hierarchy";
const ACCEPT = "action_accept";
const OFFICER_GROUP = "hr_asn_appraisal.group_asn_officer";

// Rows that concern more people than the one they name.
const OF_MANY = ["headless", "acting", "span"];

// What a problem does to people, beside the name of its group.
const CONSEQUENCES = {
    none: _t("nobody can approve the plan; the proposal comes from the unit above"),
    gone: _t("nobody approves or rates; what waits is not seen by anybody"),
    own: _t("nobody may rate himself; take the next superior"),
    loop: _t("each is the other's subordinate; neither can be rated fairly"),
    lower: _t("a lower post rates a higher one; auditors ask about it"),
    other_unit: _t("allowed; check whether the unit or the appraiser is wrong"),
    headless: _t(
        "who has nobody or the former head waits; name an acting head or the next superior"
    ),
    acting: _t("his people need a successor before the acting post ends"),
    span: _t("allowed; consider team leads who give feedback"),
};

/** Never what the browser kept of the last visit: what is mended would stand there. */
class HealthModel extends RelationalModel {
    static withCache = false;
}

/** The numbers beside the list, likewise: as they are, not as they were last time. */
class HealthSearchModel extends SearchModel {
    setup(services) {
        super.setup(...arguments);
        const orm = services.orm;
        this.orm = Object.create(orm, {cache: {value: () => orm}});
    }
}

/** Asks once for all ticked rows, and shows before what it moves. */
export class HealthConfirmDialog extends Component {
    static template = "hr_asn_appraisal.HealthConfirmDialog";
    static components = {Dialog, HealthPanel};
    static props = {
        ids: Array,
        args: Array,
        confirm: Function,
        close: Function,
    };

    get title() {
        return _t("Change the appraiser in %s rows?", this.props.ids.length);
    }

    confirm() {
        this.props.confirm();
        this.props.close();
    }
}

export class HealthListController extends ListController {
    static template = "hr_asn_appraisal.HealthListView";
    static components = {...ListController.components, HealthPanel};

    setup() {
        super.setup();
        this.tell = useTell();
        this.beside = useState({focused: null, proposed: 0});
        this.archInfo = {
            ...this.archInfo,
            headerButtons: this.archInfo.headerButtons.map((one) =>
                this.withCount(one)
            ),
        };
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
        this.tell(record);
        return this.actionService.doAction(RELOAD);
    }

    // -- the row in focus ----------------------------------------------------

    onFocusIn(ev) {
        const row = ev.target.closest(".o_data_row");
        if (row) {
            this.beside.focused = row.dataset.id;
        }
    }

    get focused() {
        const {records, editedRecord} = this.model.root;
        const inFocus = records.find((record) => record.id === this.beside.focused);
        return editedRecord || inFocus || records[0];
    }

    get panelProps() {
        const ids = this.model.root.selection.map((record) => record.resId);
        const record = this.focused;
        if (ids.length > 1) {
            return {ids, args: [false, false]};
        }
        return {ids: record ? [record.resId] : [], args: record ? meant(record) : []};
    }

    // -- several rows --------------------------------------------------------

    /** Count what "Take Proposals" would touch; of all pages only the server knows. */
    async onSelectionChanged() {
        await super.onSelectionChanged();
        const {isDomainSelected, selection, domain} = this.model.root;
        const proposed = new Domain([["proposal_id", "!=", false]]);
        this.beside.proposed = isDomainSelected
            ? await this.orm.searchCount(MODEL, Domain.and([domain, proposed]).toList())
            : selection.filter((record) => record.data.proposal_id).length;
    }

    /** Return "Take Proposals" with the count of what it touches, others as they are. */
    withCount(button) {
        const string = () => `${button.string} (${this.beside.proposed})`;
        return button.clickParams.name === ACCEPT
            ? Object.create(button, {string: {get: string}})
            : button;
    }

    isOffered({clickParams}) {
        return clickParams.name !== ACCEPT || this.beside.proposed > 0;
    }

    onAskMultiSaveConfirmation(changes, validRecords) {
        if (!changes.new_appraiser_id || validRecords.length < 2) {
            return super.onAskMultiSaveConfirmation(...arguments);
        }
        return new Promise((resolve) => {
            this.dialogService.add(
                HealthConfirmDialog,
                {
                    ids: validRecords.map((record) => record.resId),
                    args: meant({data: {since: false, ...changes}}),
                    confirm: () => resolve(true),
                },
                {onClose: () => resolve(false)}
            );
        });
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

/** Problem and unit, and beneath them how many people are as they should be. */
export class HealthSearchPanel extends SearchPanel {
    static template = "hr_asn_appraisal.HealthSearchPanel";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.foot = useState({text: ""});
        onWillStart(() => Promise.all([this.loadFoot(), this.countAnew()]));
    }

    async loadFoot() {
        this.foot.text = await this.orm.call(MODEL, "figures");
    }

    /** The numbers are those of before, where the page is read anew after a change. */
    async countAnew() {
        const {searchModel} = this.env;
        if (searchModel.searchPanelInfo.loaded) {
            const {categories, filters} = searchModel;
            await searchModel._fetchSections(categories, filters);
        }
    }
}

/** The end of a row: saves what is edited, else takes the proposal; whom it concerns. */
export class HealthCheck extends Component {
    static template = "hr_asn_appraisal.HealthCheck";
    static props = {...standardWidgetProps};

    setup() {
        this.action = useService("action");
        onWillStart(async () => {
            this.isOfficer = await user.hasGroup(OFFICER_GROUP);
        });
    }

    save() {
        return this.props.record.save();
    }

    get isOfMany() {
        const {isInEdition, data} = this.props.record;
        return !isInEdition && OF_MANY.includes(data.problem);
    }

    /** Call once: the second click of a double click would find the row mended. */
    async call(name) {
        if (this.isCalling) {
            return;
        }
        const {resId, context} = this.props.record;
        this.isCalling = true;
        await this.action
            .doActionButton({
                type: "object",
                name,
                resModel: MODEL,
                resId,
                resIds: [resId],
                context,
            })
            .finally(() => {
                this.isCalling = false;
            });
    }
}

/** One row on a page of its own, for the phone: what is mended leads back. */
export class HealthFormController extends FormController {
    setup() {
        super.setup();
        this.tell = useTell();
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(...arguments);
        this.model.mutex.getUnlockedDef().then(() => {
            this.tell(record);
            this.env.config.historyBack();
        });
    }
}

const views = registry.category("views");
views.add("asn_health_list", {
    ...listView,
    Model: HealthModel,
    Controller: HealthListController,
    Renderer: HealthListRenderer,
    SearchModel: HealthSearchModel,
    SearchPanel: HealthSearchPanel,
});
views.add("asn_health_kanban", {
    ...kanbanView,
    Model: HealthModel,
});
views.add("asn_health_form", {
    ...formView,
    Model: HealthModel,
    Controller: HealthFormController,
});
registry.category("view_widgets").add("asn_health_check", {
    component: HealthCheck,
    listViewWidth: 75,
    fieldDependencies: [
        {name: "proposal_id", type: "many2one"},
        {name: "problem", type: "selection"},
    ],
});
