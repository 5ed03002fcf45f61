import {Component, onWillStart, useState} from "@odoo/owl";
import {RoleDialog, RoleEditor, RolesDialog, WhoCarriesDialog} from "./role_editor";
import {AsnGrid} from "../grid/grid";
import {AsnWho} from "../who/who";
import {Layout} from "@web/search/layout";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {useStamp} from "../fresh/fresh";

const MATRIX = "hr.asn.matrix";
const PLAN = "hr.asn.skp";
const AGREED = ["approved", "revising", "closed"];
// So many likely names are offered for a result that nobody carries.
const LIKELY = 3;
// So many carriers of a result stand on the phone until all are asked for.
const SHOWN = 4;

/** Who of a leader's people carries which of his results; roles are given here. */
export class Matrix extends Component {
    static template = "hr_asn_appraisal.Matrix";
    static components = {AsnGrid, AsnWho, Layout, RoleEditor};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.display = {controlPanel: {}};
        this.proposals = {};
        this.stamp = useStamp();
        this.state = useState({
            data: null,
            opened: [],
            focused: null,
            editing: null,
            search: "",
            whole: [],
            isBusy: false,
        });
        const {params} = this.props.action;
        onWillStart(() => this.load(params?.plan_id || false));
    }

    async load(planId) {
        const call = [planId, this.ui.isSmall];
        this.state.data = await this.orm.call(MATRIX, "read_matrix", call);
        this.stamp.mark();
        this.state.opened = [];
        if (this.plan) {
            this.env.config.setDisplayName(this.title);
        }
    }

    get data() {
        return this.state.data;
    }

    get plan() {
        return this.data.plan;
    }

    get title() {
        return _t("Role-Result Matrix %s", this.plan.year);
    }

    get gridLabel() {
        return `${this.title}, ${this.plan.name}`;
    }

    // -- what is drawn -------------------------------------------------------

    matches(...texts) {
        const wanted = this.state.search.trim().toLowerCase();
        return texts.some((text) => text.toLowerCase().includes(wanted));
    }

    /** The rows that are searched: of people, else all where a result is meant. */
    get people() {
        const {rows, cells} = this.data;
        if (!this.state.search.trim()) {
            return rows;
        }
        const texts = (row) =>
            cells.filter((cell) => cell.row === row.id).map((cell) => cell.text);
        return rows.filter((row) => this.matches(row.name, row.post, ...texts(row)));
    }

    get rows() {
        const {branches} = this.data;
        const people = this.people;
        const direct = people.filter((row) => !row.branch).map((row) => this.row(row));
        return [
            ...direct,
            ...branches.flatMap((branch) => [
                {key: `branch/${branch.id}`, band: true, branch},
                ...people
                    .filter((row) => row.branch === branch.id && this.isOpen(branch))
                    .map((row) => this.row(row)),
            ]),
        ];
    }

    row(person) {
        const isIdle = this.data.gaps.people.includes(person.id);
        return {
            key: String(person.id),
            person,
            class: isIdle ? "o_asn_matrix_idle" : "",
            isIdle,
        };
    }

    get groups() {
        return this.data.results.map((result) => ({
            key: result.id,
            span: result.columns,
            class: this.isUncovered(result) ? "o_asn_matrix_gap" : "",
            result,
        }));
    }

    get columns() {
        return this.data.columns.map((column) => ({
            key: column.key,
            class: this.isEmpty(column) ? "o_asn_matrix_gap" : "",
            column,
        }));
    }

    isUncovered(result) {
        return this.data.gaps.results.includes(result.id);
    }

    /** Nobody carries it, and nobody is to either. */
    isEmpty(column) {
        return (
            !column.count && !this.data.cells.some((cell) => this.isOf(cell, column))
        );
    }

    isOf(cell, column) {
        const isPart = !cell.indicator || cell.indicator === column.indicator;
        return cell.result === column.result && isPart;
    }

    isOpen(branch) {
        return this.state.opened.includes(branch.id) || Boolean(this.state.search);
    }

    cellsOf(row, {column}) {
        return this.data.cells.filter(
            (cell) => cell.row === row.person.id && this.isOf(cell, column)
        );
    }

    kind(row, column) {
        const cells = this.cellsOf(row, column);
        if (!cells.length) {
            return this.isEmpty(column.column) ? "o_asn_matrix_none" : "";
        }
        const [cell] = cells;
        if (cell.role) {
            return "o_asn_matrix_pending";
        }
        if (cell.team) {
            return "o_asn_matrix_team";
        }
        return cell.direct ? "o_asn_matrix_direct" : "o_asn_matrix_indirect";
    }

    mark(cell) {
        return cell.kind === "utama" ? "(U)" : "(T)";
    }

    carriersLabel(column) {
        return column.count ? _t("%s people", column.count) : _t("nobody yet");
    }

    share(column) {
        return this.data.total ? Math.round((100 * column.count) / this.data.total) : 0;
    }

    branchLabel(branch) {
        return branch.name
            ? _t("%(count)s people, through %(name)s", branch)
            : _t("%s people", branch.count);
    }

    async toggle(branch) {
        const {opened} = this.state;
        if (opened.includes(branch.id)) {
            this.state.opened = opened.filter((one) => one !== branch.id);
            return;
        }
        if (!this.data.rows.some((row) => row.branch === branch.id)) {
            const call = [this.plan.id, branch.id];
            const {rows, cells} = await this.orm.call(MATRIX, "read_branch", call);
            this.data.rows.push(...rows);
            this.data.cells.push(...cells);
        }
        this.state.opened = [...opened, branch.id];
    }

    // -- filling in ----------------------------------------------------------

    get pending() {
        return this.data.pending;
    }

    get giveLabel() {
        return _t("Give to Employees (%s)", this.pending);
    }

    isLocked(row) {
        return AGREED.includes(row.person.state) && row.person.state !== "revising";
    }

    focus(row, column) {
        this.state.focused = {row: row.key, column: column.key};
    }

    /** Write in a cell; where something stands that is no more to be given, open it. */
    edit(row, column) {
        const [cell] = this.cellsOf(row, column);
        if (cell?.rhk && cell.plan) {
            return this.openPlan(cell.plan);
        }
        if (!this.plan.is_own) {
            return;
        }
        if (this.isLocked(row)) {
            return this.tellLocked(row);
        }
        this.state.editing = {row: row.key, column: column.key};
    }

    tellLocked(row) {
        const {name, plan} = row.person;
        this.notification.add(
            _t("The plan of %s is agreed. Open it and choose “Revise Plan”.", name),
            {
                type: "info",
                buttons: [{name: _t("Open Plan"), onClick: () => this.openPlan(plan)}],
            }
        );
    }

    valueOf(row, column) {
        const cell = this.cellsOf(row, column).find((one) => one.role);
        const {text, kind, goal} = cell || {text: "", kind: "utama", goal: 0};
        return {text, kind, goal};
    }

    propose(row, column) {
        const key = `${row.person.id}/${column.column.result}`;
        this.proposals[key] ||= this.orm.call(MATRIX, "read_proposals", [
            this.plan.id,
            row.person.id,
            column.column.result,
        ]);
        return this.proposals[key];
    }

    async saved(row, column, value, isDone) {
        const {editing} = this.state;
        if (!editing || editing.row !== row.key || editing.column !== column.key) {
            return;
        }
        this.state.editing = null;
        this.state.focused = isDone ? {row: row.key, column: column.key} : null;
        await this.put([{row, column, value}]);
    }

    cancel() {
        this.state.editing = null;
    }

    /** Keep cells as they were left; what did not change is not sent. */
    async put(changes) {
        const fresh = changes.filter(
            ({row, column, value}) =>
                JSON.stringify(value) !== JSON.stringify(this.valueOf(row, column))
        );
        if (!fresh.length) {
            return;
        }
        const cells = fresh.map(({row, column, value}) => ({
            row: row.person.id,
            result: column.column.result,
            indicator: column.column.indicator,
            ...value,
        }));
        const kept = await this.orm.call(MATRIX, "put_cells", [this.plan.id, cells]);
        const isSame = (one, other) =>
            one.row === other.row &&
            one.result === other.result &&
            one.indicator === other.indicator;
        const others = this.data.cells.filter(
            (one) => !one.role || !cells.some((cell) => isSame(one, cell))
        );
        const before = this.data.cells.length - others.length;
        this.data.pending += kept.length - before;
        this.data.cells = [...others, ...kept];
        this.followGaps();
    }

    /** The bands above follow what is filled in, as the server would tell them. */
    followGaps() {
        const {results, rows, cells, gaps} = this.data;
        const carried = new Set(cells.map((cell) => cell.result));
        const busy = new Set(cells.map((cell) => cell.row));
        gaps.results = results
            .filter((one) => one.is_uncarried && !carried.has(one.id))
            .map((one) => one.id);
        gaps.people = rows
            .filter((row) => !row.branch && row.lacks_role && !busy.has(row.id))
            .map((row) => row.id);
    }

    empty(row, column) {
        if (this.plan.is_own && this.cellsOf(row, column).some((cell) => cell.role)) {
            const value = {text: "", kind: "utama", goal: 0};
            return this.put([{row, column, value}]);
        }
    }

    copy(row, column) {
        const [cell] = this.cellsOf(row, column);
        if (cell) {
            const {text, kind, goal} = cell;
            this.copied = {text, kind, goal};
        }
    }

    paste(row, column) {
        const isTaken = this.cellsOf(row, column).some((cell) => cell.rhk);
        if (!this.copied || isTaken || !this.plan.is_own) {
            return;
        }
        return this.isLocked(row)
            ? this.tellLocked(row)
            : this.put([{row, column, value: this.copied}]);
    }

    // -- closing gaps --------------------------------------------------------

    /** Of the direct team who could carry something: who has least to do first. */
    get likely() {
        const load = (row) =>
            this.data.cells.filter((cell) => cell.row === row.id).length;
        return this.team
            .filter((row) => !this.isLocked(row))
            .sort(
                (one, other) =>
                    other.person.lacks_role - one.person.lacks_role ||
                    load(one.person) - load(other.person)
            );
    }

    /** Who is led directly and there. */
    get team() {
        return this.data.rows
            .filter((row) => !row.branch && !row.is_exempt)
            .map((person) => this.row(person));
    }

    get likelyFew() {
        return this.likely.slice(0, LIKELY);
    }

    get gapResults() {
        return this.data.results.filter((result) => this.isUncovered(result));
    }

    get gapPeople() {
        const {rows, gaps} = this.data;
        return rows.filter((row) => gaps.people.includes(row.id));
    }

    get resultsLabel() {
        return _t("Results nobody carries: %s.", this.gapResults.length);
    }

    get peopleLabel() {
        return _t("People without a role: %s.", this.gapPeople.length);
    }

    /** On the phone all results follow, each with what it needs: the first is enough. */
    get namedGaps() {
        return this.gapResults.slice(0, this.ui.isSmall ? 1 : undefined);
    }

    giveWhatLabel(result) {
        return _t("Give: %s", result.text);
    }

    get gapNames() {
        const names = this.gapPeople.map((row) => row.name);
        const left = names.length - LIKELY;
        const more = left > 0 ? [_t("%s more", left)] : [];
        return `${[...names.slice(0, LIKELY), ...more].join(", ")}.`;
    }

    askWho(result) {
        this.dialog.add(WhoCarriesDialog, {
            result,
            people: this.likely,
            locked: this.team.filter((row) => this.isLocked(row)),
            onChoose: (row) => this.giveTo(result, row),
            onOpen: (row) => this.openPlan(row.person.plan),
        });
    }

    /** Let a person carry a result: by what the library has for it, else in its words. */
    async giveTo(result, row) {
        const own = this.columns.filter(({column}) => column.result === result.id);
        const column = own.find((one) => this.isEmpty(one.column)) || own[0];
        const proposals = await this.propose(row, column);
        const fitting = proposals.find((one) => one.fits);
        const {text, kind, goal} = fitting || {...result, goal: 0};
        await this.put([{row, column, value: {text, kind, goal}}]);
        this.focus(row, column);
    }

    showIdle() {
        const [row] = this.gapPeople;
        this.state.focused = {row: String(row.id), column: this.columns[0].key};
    }

    // -- on the phone --------------------------------------------------------

    /** Results in the order in which they need somebody. */
    get phoneResults() {
        return [...this.data.results].sort(
            (one, other) => this.isUncovered(other) - this.isUncovered(one)
        );
    }

    /** The indicators of a result, with target and baseline. */
    measuredOf(result) {
        return this.data.columns.filter(
            (column) => column.result === result.id && column.indicator
        );
    }

    carriersOf(result) {
        const {rows, cells} = this.data;
        const byId = Object.fromEntries(rows.map((row) => [row.id, row]));
        const seen = new Set();
        const found = cells.filter((cell) => {
            const key = `${cell.row}/${cell.rhk}/${cell.role}`;
            const isFresh = cell.result === result.id && byId[cell.row];
            return isFresh && !seen.has(key) && seen.add(key);
        });
        return found
            .map((cell) => ({cell, row: this.row(byId[cell.row])}))
            .filter(({cell, row}) => this.matches(row.person.name, cell.text));
    }

    shownOf(result) {
        const found = this.carriersOf(result);
        return this.state.whole.includes(result.id) ? found : found.slice(0, SHOWN);
    }

    leftOf(result) {
        return this.carriersOf(result).length - this.shownOf(result).length;
    }

    moreLabel(result) {
        return _t("%s more people", this.leftOf(result));
    }

    indicatorsLabel(result) {
        return _t("%s indicators", result.columns);
    }

    ofAllLabel(result) {
        return result.count
            ? _t("%(count)s of %(total)s people", {
                  count: result.count,
                  total: this.data.total,
              })
            : _t("nobody yet");
    }

    badge(cell) {
        if (cell.role) {
            return {tone: "unread", label: _t("Not given yet")};
        }
        if (cell.team) {
            return {tone: "running", label: _t("Team")};
        }
        return cell.direct
            ? {tone: "good", label: _t("Direct")}
            : {tone: "plain", label: _t("Indirect")};
    }

    editOnPhone({cell, row}) {
        if (!cell.role) {
            return cell.plan && this.openPlan(cell.plan);
        }
        const column = this.columns.find(({column: one}) => this.isOf(cell, one));
        this.dialog.add(RoleDialog, {
            title: row.person.name,
            value: this.valueOf(row, column),
            propose: () => this.propose(row, column),
            onSave: (value) => this.put([{row, column, value}]),
        });
    }

    // -- giving --------------------------------------------------------------

    async check() {
        const rows = await this.orm.call(MATRIX, "check_roles", [this.plan.id]);
        this.dialog.add(RolesDialog, {
            title: _t("Check First"),
            note: _t("Nothing has been given yet."),
            rows,
            onGive: () => this.give(),
        });
    }

    async give() {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            const call = [this.plan.id];
            const {given, left} = await this.orm.call(MATRIX, "give_roles", call);
            const told = _t("%s roles were given as drafts to their owners.", given);
            if (left.length) {
                this.dialog.add(RolesDialog, {
                    title: _t("Not Given"),
                    note: told,
                    rows: left,
                });
            } else {
                this.notification.add(told, {type: "success"});
            }
            await this.load(this.plan.id);
        } finally {
            this.state.isBusy = false;
        }
    }

    // -- elsewhere -----------------------------------------------------------

    openPlan(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: PLAN,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    async print() {
        const call = [this.plan.id];
        this.action.doAction(await this.orm.call(MATRIX, "print_matrix", call));
    }

    /** The tree of this plan, of whatever year. */
    async openTree() {
        const tree = await this.action.loadAction(
            "hr_asn_appraisal.hr_asn_tree_action"
        );
        const context = {search_default_skp_id: this.plan.id};
        await this.action.doAction({...tree, context});
    }

    openList() {
        this.action.doAction("hr_asn_appraisal.hr_asn_rhk_link_action", {
            additionalContext: {asn_leader_plan: this.plan.id},
        });
    }
}

registry.category("actions").add("hr_asn_appraisal.matrix", Matrix);
