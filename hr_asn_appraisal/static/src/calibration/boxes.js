import {Component, useState} from "@odoo/owl";
import {NineBoxGrid} from "../nine_box/nine_box_grid";
import {SHORT_LABELS} from "../choice/choice_field";
import {_t} from "@web/core/l10n/translation";

/** Beside the table: in which boxes its people stand now, and who in the chosen one. */
export class CalibrationBoxes extends Component {
    static template = "hr_asn_appraisal.CalibrationBoxes";
    static components = {NineBoxGrid};
    static props = {
        table: Object,
        onList: Function,
        onProfile: Function,
    };

    setup() {
        // Number of the box that is looked into; false: those in none, null: nothing.
        this.state = useState({box: null});
    }

    get people() {
        const rows = this.props.table.groups.flatMap((group) => group.rows);
        return rows
            .filter((row) => row.box === this.state.box)
            .sort((one, other) => one.name.localeCompare(other.name));
    }

    get title() {
        const {box} = this.state;
        const {columns, rows} = this.props.table.boxes;
        const isChosen = (cell) => cell.box === box;
        const row = rows.find(({cells}) => cells.some(isChosen));
        if (!row) {
            return _t("Potential not entered");
        }
        const step = SHORT_LABELS[row.code];
        return _t(
            "Box %s: %s, potential %s",
            box,
            step,
            columns[row.cells.findIndex(isChosen)]
        );
    }

    profileOf(row) {
        return _t("Profile of %s", row.name);
    }

    choose(box) {
        this.state.box = this.state.box === box ? null : box;
    }
}
