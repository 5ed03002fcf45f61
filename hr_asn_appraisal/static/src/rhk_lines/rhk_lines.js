import {oldCells, useComparing} from "../compare/compare";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {formatFloat} from "@web/views/fields/formatters";
import {useService} from "@web/core/utils/hooks";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";
import {ListRenderer} from "@web/views/list/list_renderer";

const MAIN = "utama";

/** Indicators under a header row per work result, in the two bands of the paper. */
export class RhkLinesRenderer extends ListRenderer {
    static rowsTemplate = "hr_asn_appraisal.RhkLines.Rows";
    static recordRowTemplate = "hr_asn_appraisal.RhkLines.RecordRow";
    /** The field of the form that says what stands above the rows. */
    static headsField = "rhk_heads";

    setup() {
        super.setup();
        this.comparing = useComparing(this.props.list);
        this.action = useService("action");
    }

    /** All results of the plan, also those that have no indicator yet. */
    get heads() {
        const root = this.props.list.model.root;
        const heads = root.data[this.constructor.headsField] || [];
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

    oldValue(column, record) {
        return this.oldCells("indicator", record.resId)[column.name];
    }

    isNew(record) {
        return this.oldCells("indicator", record.resId).new;
    }

    getRowClass(record) {
        const struck = record.data.is_cancelled ? " o_asn_cancelled" : "";
        return super.getRowClass(record) + struck;
    }

    bandTitle(head) {
        return head.kind === MAIN ? _t("A. MAIN") : _t("B. ADDITIONAL");
    }

    formatWeight(head) {
        return `${formatFloat(head.weight, {digits: [5, 2]})}%`;
    }

    async openHead(head) {
        const root = this.props.list.model.root;
        if ((await root.isDirty()) && !(await root.save())) {
            return;
        }
        this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Work Result"),
                res_model: "hr.asn.rhk",
                res_id: head.id,
                views: [[false, "form"]],
                target: "new",
            },
            {onClose: () => root.load()}
        );
    }
}

export class RhkLinesField extends X2ManyField {
    static components = {...X2ManyField.components, ListRenderer: RhkLinesRenderer};
}

registry.category("fields").add("asn_rhk_lines", {
    ...x2ManyField,
    component: RhkLinesField,
});
