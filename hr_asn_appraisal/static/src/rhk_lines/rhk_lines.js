import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {ListRenderer} from "@web/views/list/list_renderer";
import {registry} from "@web/core/registry";
import {x2ManyCommands} from "@web/core/orm_service";
import {WithHeads} from "./rhk_heads";
import {X2ManyField, x2ManyField} from "@web/views/fields/x2many/x2many_field";

const QUALITATIVE = "kualitatif";
const LINES = "iki_ids";

/** Whether nothing else is saved than new values of lines that the server knows. */
function changesOnly(changes, field) {
    const isOther = Object.keys(changes).some((name) => name !== field);
    const {UPDATE} = x2ManyCommands;
    const lines = changes[field] || [];
    return !isOther && lines.every(([command]) => command === UPDATE);
}

/** Indicators under a header row per work result, in the two bands of the paper. */
export class RhkLinesRenderer extends WithHeads(ListRenderer) {
    static props = [...ListRenderer.props, "onAddLine?"];
    static rowsTemplate = "hr_asn_appraisal.RhkLines.Rows";
    static recordRowTemplate = "hr_asn_appraisal.RhkLines.RecordRow";

    keptWith() {
        return [this.props.list.editedRecord?.id, this.root.dirty];
    }

    /**
     * A row that was left is kept; while another is written nothing is drawn anew, but
     * once that is left as it was. A switch changes a row that nobody edits: that is
     * kept as well.
     */
    async keep() {
        const {list} = this.props;
        const {left} = this;
        this.left = list.editedRecord;
        const isEntered = !left && list.editedRecord;
        if (isEntered || !this.isOpen) {
            return;
        }
        if (!(await this.root.isDirty())) {
            await this.catchUp();
            return;
        }
        const hasOnlyLines = changesOnly(await this.root.getChanges(), LINES);
        if (!list.editedRecord && (left || hasOnlyLines)) {
            this.isBehind = false;
            await this.save();
        } else if (list.editedRecord !== left && hasOnlyLines) {
            this.isBehind = true;
            await this.save({reload: false});
        }
    }

    /** Draw what follows from rows that were kept while another was written. */
    async catchUp() {
        if (this.isBehind && !this.props.list.editedRecord) {
            this.isBehind = false;
            await this.root.load();
        }
    }

    /** A new row is kept as soon as it is left; says whether it was left. */
    async leaveNew() {
        const isLeft = await this.props.list.leaveEditMode();
        if (isLeft && (await this.root.isDirty())) {
            await this.save();
        }
        return isLeft && !this.root.dirty;
    }

    /** Enter goes on to the next row as it is drawn, after a new one to another new. */
    async editNextRecord(record, group) {
        if (!this.isOpen) {
            return super.editNextRecord(record, group);
        }
        const {rows, heads, place} = this.laid;
        if (!record.isNew) {
            const next = rows[rows.indexOf(record) + 1] || rows[0];
            return this.props.list.enterEditMode(next);
        }
        const isWritten = !record.canBeAbandoned;
        if ((await this.leaveNew()) && isWritten) {
            await this.addLine(heads[place(record)]);
        }
    }

    /** Past the last cell of a new row Tab does what Enter does. */
    onCellKeydownEditMode(hotkey, cell, group, record) {
        const parameters = [hotkey, cell, group, record];
        if (hotkey !== "tab" || !record.isNew || !this.isOpen) {
            return super.onCellKeydownEditMode(...parameters);
        }
        if (!this.applyCellKeydownEditModeStayOnRow(...parameters)) {
            this.editNextRecord(record);
        }
        return true;
    }

    async onCellClicked(record, ...parameters) {
        const {editedRecord} = this;
        const isLeft = this.isOpen && editedRecord?.isNew && editedRecord !== record;
        if (!isLeft) {
            return super.onCellClicked(record, ...parameters);
        }
        if (await this.leaveNew()) {
            // Drawn anew meanwhile.
            const {records} = this.props.list;
            const clicked = records.find(({resId}) => resId === record.resId);
            await super.onCellClicked(clicked, ...parameters);
        }
    }

    oldValue(column, record) {
        return this.oldCells("indicator", record.resId)[column.name];
    }

    /** A target that the plan has to say: not where the words of an indicator do. */
    isUnfilled(column, record) {
        const isAsked = column.name === "target" && !record.data.is_cancelled;
        const isWords = this.root.data.approach === QUALITATIVE;
        return isAsked && this.isOpen && !isWords && !record.data.target;
    }

    getRowClass(record) {
        const head = this.laid.heads[this.laid.place(record)];
        const isStruck = record.data.is_cancelled || head?.cancelled;
        return super.getRowClass(record) + (isStruck ? " o_asn_cancelled" : "");
    }
}

/** The same on a phone: a card for each indicator; elsewhere it names its result. */
export class RhkCardsRenderer extends WithHeads(KanbanRenderer) {
    static template = "hr_asn_appraisal.RhkCards";
    static props = [...KanbanRenderer.props, "onAddLine?"];

    get heads() {
        return this.isPlan ? super.heads : [];
    }

    keptWith() {
        return [this.root.dirty];
    }

    /** What was written on a card is kept when the card is closed. */
    async keep() {
        if (this.isOpen && this.root.dirty) {
            await this.save();
        }
    }

    getGroupsOrRecords() {
        const cards = new Map(
            super.getGroupsOrRecords().map((card) => [card.record, card])
        );
        return this.laid.rows.map((record) => cards.get(record));
    }
}

export class RhkLinesField extends X2ManyField {
    static components = {
        ...X2ManyField.components,
        ListRenderer: RhkLinesRenderer,
        KanbanRenderer: RhkCardsRenderer,
    };

    /** A line is added under its result: in the list itself, as a form on a phone. */
    get rendererProps() {
        const editable = this.props.viewMode === "list" && "bottom";
        return {
            ...super.rendererProps,
            onAddLine: (context) => this.onAdd({context, editable}),
        };
    }
}

registry.category("fields").add("asn_rhk_lines", {
    ...x2ManyField,
    component: RhkLinesField,
});
