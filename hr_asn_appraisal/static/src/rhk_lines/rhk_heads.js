import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {oldCells, useComparing} from "../compare/compare";
import {SelectCreateDialog} from "@web/views/view_dialogs/select_create_dialog";
import {markup, onWillRender, useEffect, useState} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

const {DateTime} = luxon;

export const MAIN = "utama";
const ADDITIONAL = "tambahan";
const PLAN = "hr.asn.skp";
const RESULT = "hr.asn.rhk";
const LIBRARY = "hr.asn.goal.indicator";
const SUBMIT = "submit";

/** Keep what was written in a plan; says whether there is nothing left to keep. */
export const keeps = async (root) => !(await root.isDirty()) || root.save();

/** What is said where nothing is left of what a dialog offers first. */
function allTaken() {
    const told = _t("Everything here is in your plan.");
    const more = _t("Remove the filter in the search bar to see what other posts use.");
    return markup`<p class="o_view_nocontent_empty_folder">${told}</p><p>${more}</p>`;
}

// A result is measured by rows of eight cells.
const WIDE = {dialog_size: "extra-large"};

/** Open a work result beside its plan; what was written there is kept. */
async function openDialog(action, root, values) {
    if (!(await keeps(root))) {
        return;
    }
    await action.doAction(
        {
            type: "ir.actions.act_window",
            res_model: RESULT,
            views: [[false, "form"]],
            target: "new",
            ...values,
        },
        {onClose: () => root.load()}
    );
}

export const openResult = (action, root, id) =>
    openDialog(action, root, {name: _t("Work Result"), res_id: id, context: WIDE});

export const addResult = (action, root, kind) =>
    openDialog(action, root, {
        name: _t("Add Work Result"),
        context: {...WIDE, default_skp_id: root.resId, default_kind: kind},
    });

/** Rows or cards of indicators under a header per work result. */
export const WithHeads = (Renderer) =>
    class extends Renderer {
        /** The field of the form that says what stands above the rows. */
        static headsField = "rhk_heads";

        setup() {
            super.setup();
            this.comparing = useComparing(this.props.list);
            this.action = useService("action");
            this.dialog = useService("dialog");
            this.orm = useService("orm");
            this.saved = useState({at: ""});
            onWillRender(() => this.layOut());
            useEffect(
                () => void this.keep(),
                () => this.keptWith()
            );
        }

        /** Save what was written; said with its time, so that nobody has to wonder. */
        async save(options) {
            if (await this.root.save(options)) {
                this.saved.at = DateTime.now().toLocaleString(DateTime.TIME_SIMPLE);
            }
        }

        get root() {
            return this.props.list.model.root;
        }

        /** All results of the plan, also those that have no indicator yet. */
        get heads() {
            const heads = this.root.data[this.constructor.headsField] || [];
            return heads.map((head, index) => ({
                ...head,
                opensBand: !index || heads[index - 1].kind !== head.kind,
            }));
        }

        /**
         * Work out once for each drawing what stands where: the rows under their heads,
         * a new one after those of its result, and the place of its head, -1 for none.
         */
        layOut() {
            const {heads} = this;
            const places = new Map(heads.map(({id}, place) => [id, place]));
            const place = (row) => places.get(row?.data.rhk_id?.id) ?? -1;
            const {records} = this.props.list;
            const rows = records.toSorted((one, other) => place(one) - place(other));
            this.laid = {heads, rows, place};
        }

        /** Heads between the row above and this row: its own, and empty ones before it. */
        headsBefore(record) {
            const {heads, rows, place} = this.laid;
            const above = rows[rows.indexOf(record) - 1];
            return heads.slice(place(above) + 1, place(record) + 1);
        }

        get headsAfter() {
            const {heads, rows, place} = this.laid;
            return heads.slice(place(rows.at(-1)) + 1);
        }

        rowsOf(head) {
            return this.props.list.records.filter(
                (one) => one.data.rhk_id?.id === head.id
            );
        }

        /** The head after whose last row one can add another, or nothing. */
        endsHead(record) {
            const {heads, rows, place} = this.laid;
            const head = heads[place(record)];
            const isLast = place(rows[rows.indexOf(record) + 1]) !== place(record);
            return head && isLast && this.takesLines(head) ? head : null;
        }

        /** What stood in the cells of a row in the version in force; nothing if hidden. */
        oldCells(kind, id) {
            return this.comparing.on ? oldCells(this.props.list.model, kind, id) : {};
        }

        get isPlan() {
            return this.root.resModel === PLAN;
        }

        /** Whether this is a plan that is still written: what is empty is to be filled. */
        get isOpen() {
            return this.isPlan && (this.root.data.asn_can || "").includes(SUBMIT);
        }

        /** Whether a result that counts has nothing by which it is measured. */
        isBare(head) {
            return this.isOpen && !head.cancelled && !head.measured;
        }

        /** Whether indicators can be added to a result here and now. */
        takesLines(head) {
            return this.isOpen && head.opens && !head.cancelled;
        }

        async addLine(head) {
            const sequences = this.rowsOf(head).map((one) => one.data.sequence);
            await this.props.onAddLine({
                default_rhk_id: head.id,
                default_sequence: Math.max(0, ...sequences) + 10,
            });
        }

        /** Choose indicators of the library; those of the same result come first. */
        async takeLines(head) {
            if (!(await keeps(this.root))) {
                return;
            }
            const offer = [RESULT, "action_choose_indicators", [head.id]];
            const {domain, filters} = await this.orm.call(...offer);
            this.dialog.add(SelectCreateDialog, {
                title: this.takeTitle(filters),
                resModel: LIBRARY,
                noCreate: true,
                domain,
                dynamicFilters: filters,
                noContentHelp: allTaken(),
                onSelected: (ids) => this.take(head, ids),
            });
        }

        /** A phone hides the search bar, and with it what is offered first. */
        takeTitle(filters) {
            const first = this.env.isSmall ? filters : [];
            const words = first.map(({description}) => description);
            return [_t("Take from Library"), ...words].join(": ");
        }

        async take(head, ids) {
            await this.orm.call(RESULT, "action_take_indicators", [head.id, ids]);
            await this.root.load();
        }

        bandTitle(head) {
            return head.kind === MAIN ? _t("A. MAIN") : this.additionalTitle;
        }

        get additionalTitle() {
            return _t("B. ADDITIONAL");
        }

        get lacksAdditional() {
            const heads = this.isOpen ? this.heads : [];
            return heads.length && heads.every((head) => head.kind === MAIN);
        }

        async addResult() {
            await addResult(this.action, this.root, ADDITIONAL);
        }

        formatWeight(head) {
            return `${formatFloat(head.weight, {digits: [5, 2]})}%`;
        }

        async openHead(head) {
            await openResult(this.action, this.root, head.id);
        }
    };
