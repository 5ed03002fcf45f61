import {Component, onPatched, useEffect, useRef, useState} from "@odoo/owl";

const MOVES = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
};

/**
 * A table of cells from data, edited in place where that is wanted.
 *
 * Rows and columns are given with a `key` each; a row may be a `band` across all
 * columns. What stands in heads and cells is drawn by slots: `corner`, `group`,
 * `column`, `row`, `band`, `cell` and `editor`. Arrows move, Enter edits, Del empties,
 * Ctrl+C and Ctrl+V copy; the owner says by his functions what that does.
 */
export class AsnGrid extends Component {
    static template = "hr_asn_appraisal.AsnGrid";
    static props = {
        label: String,
        groups: Array,
        columns: Array,
        rows: Array,
        // (row, column) -> classes of the cell.
        kind: Function,
        focused: {type: [Object, {value: null}], optional: true},
        editing: {type: [Object, {value: null}], optional: true},
        onFocus: {type: Function, optional: true},
        onEdit: {type: Function, optional: true},
        onEmpty: {type: Function, optional: true},
        onCopy: {type: Function, optional: true},
        onPaste: {type: Function, optional: true},
        slots: Object,
    };
    static defaultProps = {
        onFocus: () => {},
        onEdit: () => {},
        onEmpty: () => {},
        onCopy: () => {},
        onPaste: () => {},
    };

    setup() {
        this.root = useRef("root");
        this.head = useState({top: 0});
        // The second row of heads sticks below the first, however high that is.
        const measure = () => {
            const first = this.root.el?.querySelector("thead tr");
            const top = first ? first.getBoundingClientRect().height : 0;
            if (Math.abs(top - this.head.top) > 1) {
                this.head.top = top;
            }
        };
        useEffect(measure, () => []);
        onPatched(measure);
        useEffect(
            (focused, editing) => {
                if (focused && !editing) {
                    this.cellAt(focused.row, focused.column)?.focus();
                }
            },
            () => [this.props.focused, this.props.editing]
        );
    }

    get dataRows() {
        return this.props.rows.filter((row) => !row.band);
    }

    cellAt(row, column) {
        return this.root.el?.querySelector(
            `[data-row="${CSS.escape(row)}"][data-column="${CSS.escape(column)}"]`
        );
    }

    isAt(place, row, column) {
        return place && place.row === row.key && place.column === column.key;
    }

    /** Only one cell is reached by Tab: the one looked at, else the first. */
    tabIndex(row, column) {
        const {focused, columns} = this.props;
        const place = focused || {row: this.dataRows[0]?.key, column: columns[0]?.key};
        return this.isAt(place, row, column) ? 0 : -1;
    }

    move(row, column, [down, right]) {
        const {columns, onFocus} = this.props;
        const rows = this.dataRows;
        const nextRow = rows[rows.indexOf(row) + down];
        const nextColumn = columns[columns.indexOf(column) + right];
        if (nextRow && nextColumn) {
            onFocus(nextRow, nextColumn);
            // At once: the next key may come before the table is drawn anew.
            this.cellAt(nextRow.key, nextColumn.key)?.focus();
        }
    }

    onKeydown(ev, row, column) {
        if (this.isAt(this.props.editing, row, column)) {
            return;
        }
        const does = this.doing(ev);
        if (does) {
            ev.preventDefault();
            does(row, column);
        }
    }

    /** What a key does in a cell that is not edited. */
    doing(ev) {
        const {onEdit, onEmpty, onCopy, onPaste} = this.props;
        if (ev.ctrlKey || ev.metaKey) {
            return {c: onCopy, v: onPaste}[ev.key.toLowerCase()];
        }
        if (MOVES[ev.key]) {
            return (row, column) => this.move(row, column, MOVES[ev.key]);
        }
        return {Enter: onEdit, F2: onEdit, Delete: onEmpty, Backspace: onEmpty}[ev.key];
    }

    onClick(row, column) {
        if (!this.isAt(this.props.editing, row, column)) {
            this.props.onFocus(row, column);
            this.props.onEdit(row, column);
        }
    }
}
