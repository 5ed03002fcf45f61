import {Component} from "@odoo/owl";
import {formatFloat} from "@web/views/fields/formatters";

const HUNDREDTHS = 100;

/** How high each appraiser rates beside his units and the agency. */
export class AsnTendencies extends Component {
    static template = "hr_asn_appraisal.AsnTendencies";
    static props = {rows: Array};

    /** A mean in hundredths of a step; nothing where it is hidden. */
    figure(value) {
        if (value === null || value === false) {
            return "–";
        }
        return formatFloat(value / HUNDREDTHS, {digits: [16, 2]});
    }
}
