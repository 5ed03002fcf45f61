import {Component} from "@odoo/owl";
import {SHORT_LABELS} from "../choice/choice_field";
import {_t} from "@web/core/l10n/translation";

/** The nine boxes with how many people stand in each; a click chooses one. */
export class NineBoxGrid extends Component {
    static template = "hr_asn_appraisal.NineBoxGrid";
    static props = {
        // Of `_asn_grid`: "total", "unknown", "columns", "rows".
        data: Object,
        onOpen: Function,
        chosen: {type: [Number, Boolean, {value: null}], optional: true},
    };

    step(row) {
        return SHORT_LABELS[row.code];
    }

    label(row, cell, index) {
        return _t(
            "Box %s: performance %s, potential %s, %s people",
            cell.box,
            this.step(row),
            this.props.data.columns[index],
            cell.count
        );
    }

    isChosen(cell) {
        return cell.box === this.props.chosen;
    }
}
