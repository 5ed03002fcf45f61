import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/views/fields/formatters";
import {oldCells, useComparing} from "../compare/compare";
import {useService} from "@web/core/utils/hooks";

export const MAIN = "utama";
const ADDITIONAL = "tambahan";
const PLAN = "hr.asn.skp";
const SUBMIT = "submit";

/** Open a work result beside its plan; what was written there is kept. */
async function openDialog(action, root, values) {
    if ((await root.isDirty()) && !(await root.save())) {
        return;
    }
    await action.doAction(
        {
            type: "ir.actions.act_window",
            res_model: "hr.asn.rhk",
            views: [[false, "form"]],
            target: "new",
            ...values,
        },
        {onClose: () => root.load()}
    );
}

export const openResult = (action, root, id) =>
    openDialog(action, root, {name: _t("Work Result"), res_id: id});

export const addResult = (action, root, kind) =>
    openDialog(action, root, {
        name: _t("Add Work Result"),
        context: {default_skp_id: root.resId, default_kind: kind},
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

        /** Heads between the row above and this row: its own, and empty ones before it. */
        headsBefore(record) {
            const heads = this.heads;
            const place = (other) =>
                heads.findIndex((head) => other && head.id === other.data.rhk_id?.id);
            const records = this.props.list.records;
            const above = records[records.indexOf(record) - 1];
            return heads.slice(place(above) + 1, place(record) + 1);
        }

        get headsAfter() {
            const heads = this.heads;
            const last = this.props.list.records.at(-1);
            const place = heads.findIndex((head) => head.id === last?.data.rhk_id?.id);
            return heads.slice(place + 1);
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
