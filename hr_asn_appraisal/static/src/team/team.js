import {AsnReason, asksReason, opened} from "./reason";
import {onMounted, onWillStart, useState} from "@odoo/owl";
import {ActingBand} from "./acting_band";
import {AsnDistribution} from "../distribution/distribution";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConsiderationDialog} from "./consideration";
import {Domain} from "@web/core/domain";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {Newest} from "../fresh/newest";
import {ListController} from "@web/views/list/list_controller";
import {ListRenderer} from "@web/views/list/list_renderer";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {SIZES} from "@web/core/ui/ui_service";
import {TeamPanel} from "./team_panel";
import {viewable} from "./team_evidence";
import {_t} from "@web/core/l10n/translation";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {useDebounced} from "@web/core/utils/timing";
import {useFileViewer} from "@web/core/file_viewer/file_viewer_hook";
import {useFresh} from "../fresh/fresh";
import {useShownDraft} from "../shown/shown";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.evaluation";
const RATED = "rated";
const SUBMITTED = "submitted";
const EXEMPT = "exempt";
// So long after the last choice the distribution is asked for.
const PATIENCE = 150;
const CHOSEN = "[role=radio][aria-checked=true]";
const NO_FIGURES = {
    parts: [],
    deliverable: 0,
    left: 0,
    empty: 0,
    sentence: "",
    note: "",
};

const isLeft = ({data}) => !data.current_predikat && data.standing !== EXEMPT;

/** Never what the browser kept of the last visit: who was rated would stand there. */
class TeamModel extends RelationalModel {
    static withCache = false;
}

/** What the list of the desk and the cards of the phone have in common. */
const TeamController = (Base) =>
    class extends Base {
        setup() {
            super.setup();
            this.orm = useService("orm");
            this.dialog = useService("dialog");
            this.action = useService("action");
            this.ui = useService("ui");
            this.answers = new Newest();
            this.team = useState({figures: NO_FIGURES, focused: null});
            this.fresh = useFresh((domain) => this.loadFigures(domain));
            onWillStart(() => this.fresh.load(this.props.domain));
            this.later = useDebounced(() => this.fresh.load(), PATIENCE);
            useShownDraft(this.model);
            this.follow("onRecordSaved");
            // What is read before the page stands has just been asked for.
            onMounted(() => this.follow("onRootLoaded"));
        }

        /** Ask for the figures anew whenever this happens to the list. */
        follow(happening) {
            const {hooks} = this.model;
            const before = hooks[happening];
            hooks[happening] = (...args) => {
                this.later();
                return before?.(...args);
            };
        }

        async loadFigures(domain = this.model.root.domain) {
            const call = this.orm.call(MODEL, "team_figures", [domain]);
            await this.answers.add(call, (figures) => {
                this.team.figures = figures;
            });
        }

        /** What a button touches: what is ticked, else all that is shown. */
        async ids(state) {
            const {selection, domain} = this.model.root;
            const ofState = [["state", "=", state]];
            if (selection.length) {
                const chosen = selection.filter((one) => one.data.state === state);
                return chosen.map((one) => one.resId);
            }
            return this.orm.search(MODEL, Domain.and([domain, ofState]).toList());
        }

        get deliverable() {
            const {selection} = this.model.root;
            return selection.length
                ? selection.filter((one) => one.data.state === RATED).length
                : this.team.figures.deliverable;
        }

        get deliverLabel() {
            return _t("Deliver to All (%s)", this.deliverable);
        }

        /** Who is awaited and not rated: what is delivered leaves them as they are. */
        get unrated() {
            const {selection} = this.model.root;
            return selection.length
                ? selection.filter(isLeft).length
                : this.team.figures.left;
        }

        /** What is asked before all are delivered, M14. */
        get deliverQuestion() {
            const question = _t(
                "Deliver %s evaluation documents? After delivery a rating cannot be changed.",
                this.deliverable
            );
            const waiting = _t(
                "%s people are not rated yet and keep waiting.",
                this.unrated
            );
            return this.unrated ? `${question} ${waiting}` : question;
        }

        /** Written as it is delivered: one text, asked for once. */
        get onConsider() {
            return this.deliverable ? () => this.deliver() : undefined;
        }

        get canFill() {
            const {selection, records} = this.model.root;
            const {can_fill: allowed, empty} = this.team.figures;
            // Values are typed one by one.
            if (records.every((one) => one.data.in_points)) {
                return false;
            }
            const some = selection.length
                ? selection.some((one) => one.data.state === SUBMITTED)
                : empty > 0;
            return allowed && some;
        }

        async act(method, ids, ...args) {
            if (!ids.length) {
                return this.model.load();
            }
            const told = await this.orm.call(MODEL, method, [ids, ...args]);
            await this.action.doAction(told);
            // What can be taken back reads the page anew by itself, but under a dialog.
            const {undo, listed} = told.params || {};
            return undo && !listed ? null : this.model.load();
        }

        async deliver() {
            const ids = await this.ids(RATED);
            if (!ids.length) {
                // Delivered meanwhile in another window.
                return this.model.load();
            }
            const body = this.deliverQuestion;
            const asked = await this.orm.call(MODEL, "delivery_asks", [ids]);
            if (asked) {
                return this.dialog.add(ConsiderationDialog, {
                    ...asked,
                    body,
                    confirm: (text) => this.act("action_deliver_all", ids, text),
                });
            }
            this.dialog.add(ConfirmationDialog, {
                title: _t("Deliver to All"),
                body,
                confirmLabel: _t("Deliver"),
                confirm: () => this.act("action_deliver_all", ids),
                cancel: () => {},
            });
        }

        async fill() {
            return this.act("action_all_as_expected", await this.ids(SUBMITTED));
        }

        onKeydown(ev) {
            if (ev.ctrlKey && ev.key === "Enter" && this.deliverable) {
                ev.preventDefault();
                this.deliver();
            }
        }
    };

export class TeamListController extends TeamController(ListController) {
    static template = "hr_asn_appraisal.TeamListView";
    static components = {
        ...ListController.components,
        ActingBand,
        AsnDistribution,
        TeamPanel,
    };

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.viewer = useFileViewer();
        this.evidence = new Newest();
    }

    onFocusIn(ev) {
        const row = ev.target.closest(".o_data_row");
        if (row) {
            this.team.focused = row.dataset.id;
        }
    }

    /** On a choice the space bar shows evidence, and Enter opens the reason. */
    onKeydown(ev) {
        const row = ev.target.matches("[role=radio]") && ev.target.closest("tr");
        const isPlain = row && !ev.ctrlKey;
        if (isPlain && ev.key === " ") {
            ev.preventDefault();
            this.showEvidence(row.dataset.id);
        } else if (isPlain && ev.key === "Enter" && row.querySelector(CHOSEN)) {
            ev.preventDefault();
            this.openReason(row);
        } else {
            super.onKeydown(ev);
        }
    }

    /** Of the person whose row it is, whoever the panel shows at this moment. */
    async showEvidence(rowId) {
        const {resId} = this.model.root.records.find((one) => one.id === rowId);
        const asked = this.orm.call(MODEL, "panel_evidence", [[resId]]);
        await this.evidence.add(asked, (found) => this.view(viewable(found)));
    }

    view(files) {
        if (files.length) {
            this.viewer.open(files[0], files);
        } else {
            const told = _t("There is no evidence that can be looked at here.");
            this.notification.add(told, {type: "info"});
        }
    }

    openReason(row) {
        const input = row.nextElementSibling?.querySelector("input[name=reason]");
        if (input) {
            input.focus();
        } else {
            opened.add(row.dataset.id);
        }
    }

    get focused() {
        const {records} = this.model.root;
        return records?.find((one) => one.id === this.team.focused) || records?.[0];
    }

    get panelProps() {
        const ids = this.focused ? [this.focused.resId] : [];
        const {focused} = this;
        return {
            ids,
            open: (id) => this.openById(id),
            changed: () => this.reviewed(focused),
        };
    }

    /** What was reviewed can change what one may be rated, and all that is above. */
    async reviewed(record) {
        this.later();
        await record?.load();
    }

    openById(id) {
        return this.props.selectRecord(id, {
            activeIds: this.model.root.records.map((one) => one.resId),
        });
    }

    /** Beside the list the panel tells of the person; else the page does. */
    async openRecord(record) {
        if (this.ui.size < SIZES.XL) {
            return super.openRecord(...arguments);
        }
        this.team.focused = record.id;
    }
}

export class TeamListRenderer extends ListRenderer {
    static recordRowTemplate = "hr_asn_appraisal.TeamRow";
    static components = {...ListRenderer.components, AsnReason};

    setup() {
        super.setup();
        this.opened = useState(opened);
    }

    asksReason(record) {
        return asksReason(record) || this.opened.has(record.id);
    }
}

export class TeamKanbanController extends TeamController(KanbanController) {
    static template = "hr_asn_appraisal.TeamKanbanView";
    static components = {
        ...KanbanController.components,
        ActingBand,
        AsnDistribution,
    };
}

const views = registry.category("views");
views.add("asn_team_list", {
    ...listView,
    Model: TeamModel,
    Controller: TeamListController,
    Renderer: TeamListRenderer,
});
views.add("asn_team_kanban", {
    ...kanbanView,
    Model: TeamModel,
    Controller: TeamKanbanController,
});
