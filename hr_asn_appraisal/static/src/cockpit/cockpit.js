import {
    Component,
    onMounted,
    onWillStart,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import {CockpitChart} from "./cockpit_chart";
import {Dialog} from "@web/core/dialog/dialog";
import {Domain} from "@web/core/domain";
import {Newest} from "../fresh/newest";
import {Layout} from "@web/search/layout";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {downloadFile} from "@web/core/network/download";
import {formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardViewProps} from "@web/views/standard_view_props";
import {useRenewal} from "../fresh/fresh";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {useService} from "@web/core/utils/hooks";

const COCKPIT = "hr.asn.cockpit";
const TASKS = "hr.asn.tasks";
const TIMELINE = "hr.asn.timeline";
// So many units are read at a glance; the list below holds all of them.
const CHARTED_UNITS = 12;
// What makes a facet one of a stage: only one stage is looked at.
const STAGE_FIELDS = ["is_current", "period_id", "cycle_id"];

/** A cell of a CSV file; what begins like a formula is kept a text. */
export function csvCell(value) {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * The names as text for a chat group: copied at once, else selected for Ctrl+C.
 *
 * It is shown first: a browser may refuse the clipboard (a site without https) or
 * leave the question unanswered.
 */
export class CopyListDialog extends Component {
    static template = "hr_asn_appraisal.CopyListDialog";
    static components = {Dialog};
    static props = {text: String, close: Function};

    setup() {
        this.area = useRef("text");
        this.state = useState({copied: false, refused: false});
        onMounted(() => this.copy());
    }

    async copy() {
        try {
            await browser.navigator.clipboard.writeText(this.props.text);
            this.state.copied = true;
        } catch {
            this.area.el?.select();
            this.state.copied = document.execCommand("copy");
        }
        this.state.refused = !this.state.copied;
    }
}

/** The cycle cockpit: a view of hr.asn.monitor whose figures come in one call. */
export class CockpitController extends Component {
    static template = "hr_asn_appraisal.Cockpit";
    static components = {CockpitChart, Layout, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.searchBarToggler = useSearchBarToggler();
        this.answers = new Newest();
        this.pending = 0;
        this.state = useState({
            data: null,
            preview: "",
            // Null until it is known.
            predikat: null,
            isBusy: false,
        });
        onWillStart(() => this.load(this.props.domain));
        onWillUpdateProps((next) => this.load(next.domain));
        useRenewal(() => this.follow());
    }

    get data() {
        return this.state.data;
    }

    get remindLabel() {
        return _t("Remind All (%s)", this.format(this.data.remind_count));
    }

    get deadlineLabel() {
        return _t("Deadline %s", this.data.due.day);
    }

    get peopleLabel() {
        return _t("%(people)s ASN · %(offices)s parent units", {
            people: this.format(this.data.total),
            offices: this.format(this.data.offices),
        });
    }

    get updatedLabel() {
        return _t("Last updated %s", this.data.asof);
    }

    /** The units with the most late people, as a stack of standings each. */
    get unitChart() {
        const units = this.data.units.filter((unit) => unit.obliged);
        const shown = units.slice(0, CHARTED_UNITS);
        const standings = this.data.standings.filter(({key}) =>
            shown.some((unit) => unit[key])
        );
        return {
            labels: shown.map((unit) => unit.name),
            series: standings.map(({key, label}) => ({
                key,
                label,
                data: shown.map((unit) => unit[key]),
            })),
            hint: _t("%(shown)s of %(total)s units, those with most late first", {
                shown: shown.length,
                total: units.length,
            }),
        };
    }

    get predikatChart() {
        const {rows} = this.state.predikat;
        return {
            labels: rows.map((row) => row.label),
            series: [
                {
                    keys: rows.map((row) => row.key),
                    label: _t("Evaluations"),
                    data: rows.map((row) => row.count),
                },
            ],
        };
    }

    get isRatedStage() {
        return this.data.stages.some((stage) => stage.chosen && stage.is_rated);
    }

    get deliveredLabel() {
        const total = this.format(this.state.predikat.total);
        return _t("%s delivered; not yet delivered ones are in no figure", total);
    }

    /** The funnel above counts what goes its way here; the chart all that is known. */
    get elsewhereLabel() {
        const {elsewhere} = this.state.predikat;
        return elsewhere && _t("%s of them from other systems", this.format(elsewhere));
    }

    get model() {
        return this.env.searchModel;
    }

    format(number) {
        return formatInteger(number);
    }

    async load(domain) {
        if (JSON.stringify(domain) !== JSON.stringify(this.shownDomain)) {
            // What is drawn below belongs to what was searched before.
            Object.assign(this.state, {preview: "", predikat: null});
        }
        this.shownDomain = domain;
        const call = this.ask("read_cockpit", domain);
        await this.answers.add(call, (data) => {
            this.state.data = data;
            // The figures do not wait for it.
            this.loadPart("preview_list", domain, "preview");
            this.loadPart("read_predikat", domain, "predikat");
        });
    }

    /** What stands below the figures; without it the figures stand nevertheless. */
    async loadPart(method, domain, name) {
        try {
            const found = await this.ask(method, domain);
            if (domain === this.shownDomain) {
                this.state[name] = found;
            }
        } catch (error) {
            console.warn(`${COCKPIT}.${method}`, error);
        }
    }

    async ask(method, domain) {
        this.pending += 1;
        try {
            return await this.orm.call(COCKPIT, method, [domain]);
        } finally {
            this.pending -= 1;
        }
    }

    /** Look again, unless an answer is still awaited: a slow server gets no queue. */
    follow() {
        if (!this.state.isBusy && !this.pending) {
            this.refresh();
        }
    }

    refresh() {
        return this.load(this.props.domain);
    }

    // -- what is searched ----------------------------------------------------

    /** Change the search in one go: the figures are asked for once. */
    search(change) {
        this.model.blockNotification = true;
        change(this.model);
        this.model.blockNotification = false;
        this.model._notify();
    }

    chooseStage(stage) {
        this.search((model) => {
            for (const facet of model.facets) {
                if (STAGE_FIELDS.some((name) => facet.domain?.includes(name))) {
                    model.deactivateGroup(facet.groupId);
                }
            }
            model.createNewFilters([
                {
                    description: stage.name,
                    domain: new Domain(stage.domain).toString(),
                },
            ]);
        });
    }

    chooseBox(key) {
        const keys = this.data.boxes.map((box) => box.key);
        const items = this.model.getSearchItems(
            (item) => item.type === "filter" && keys.includes(item.name)
        );
        this.search((model) => {
            for (const item of items) {
                if (Boolean(item.isActive) !== (item.name === key)) {
                    model.toggleSearchItem(item.id);
                }
            }
        });
    }

    chooseUnit(unit) {
        this.search((model) =>
            model.createNewFilters([
                {
                    description: unit.name,
                    domain: new Domain(this.unitDomain(unit)).toString(),
                },
            ])
        );
    }

    unitDomain(unit) {
        return [["department_id", "child_of", unit.id]];
    }

    domainOf(unit) {
        const domains = unit ? [this.unitDomain(unit)] : [];
        return Domain.and([this.props.domain, ...domains]).toList();
    }

    // -- what is done --------------------------------------------------------

    async copyList(unit) {
        const text = await this.orm.call(COCKPIT, "copy_list", [this.domainOf(unit)]);
        this.dialog.add(CopyListDialog, {text});
    }

    /** The table of units as it is seen, for a spreadsheet. */
    exportUnits() {
        const columns = [
            [_t("Unit"), "name"],
            [_t("Obliged"), "obliged"],
            [_t("Done"), "done"],
            [_t("Waiting"), "blocked"],
            [_t("Late"), "late"],
            [_t("No Login"), "no_login"],
            [_t("Exempt"), "exempt"],
            [_t("Performance Officer"), "officer"],
            [_t("Last Reminder"), "reminded"],
        ];
        const rows = [
            columns.map(([label]) => label),
            ...this.data.units.map((unit) => columns.map(([, key]) => unit[key])),
        ];
        const text = rows.map((row) => row.map(csvCell).join(";")).join("\r\n");
        const stage = this.data.stages.find((one) => one.chosen).name;
        // The mark at the beginning tells spreadsheet programs that it is UTF-8.
        const blob = new Blob(["\ufeff", text], {type: "text/csv;charset=utf-8"});
        downloadFile(blob, `${stage}.csv`, "text/csv");
    }

    async remind(unit) {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            const domain = this.domainOf(unit);
            const action = await this.orm.call(COCKPIT, "remind", [domain]);
            await this.action.doAction(action);
        } finally {
            this.state.isBusy = false;
        }
    }

    async openTask(task) {
        this.action.doAction(await this.orm.call(TASKS, "open_task", [task.key]));
    }

    async openPerson(person) {
        this.action.doAction(await this.orm.call(TIMELINE, "action_open", [person.id]));
    }
}

registry.category("views").add("asn_cockpit", {
    type: "kanban",
    Controller: CockpitController,
    searchMenuTypes: ["filter", "favorite"],
});
