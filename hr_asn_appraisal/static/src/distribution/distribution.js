import {Component} from "@odoo/owl";

/** Who has which predikat so far: a coloured bar with its words, and one sentence. */
export class AsnDistribution extends Component {
    static template = "hr_asn_appraisal.AsnDistribution";
    static props = {figures: Object};

    words({label, count, percent}) {
        return `${label} ${count} (${percent}%)`;
    }
}
