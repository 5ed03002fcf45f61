import {Component} from "@odoo/owl";

/** How many have which predikat, as a coloured bar with its words. */
export class AsnDistributionBar extends Component {
    static template = "hr_asn_appraisal.AsnDistributionBar";
    static props = {parts: Array};

    words({label, count, percent}) {
        return `${label} ${count} (${percent}%)`;
    }
}

/**
 * Who has which predikat so far: a coloured bar with its words, and one sentence.
 * Below it the pattern: of each rule what is, dashed what may be, and its limit.
 */
export class AsnDistribution extends Component {
    static template = "hr_asn_appraisal.AsnDistribution";
    static components = {AsnDistributionBar};
    static props = {
        figures: Object,
        updated: {type: String, optional: true},
        // What a warning leads to, where one may go on with a consideration.
        onConsider: {type: Function, optional: true},
    };

    /** A session has those of all its units, a team its own or none. */
    get patterns() {
        const {pattern, patterns} = this.props.figures;
        return patterns || (pattern ? [pattern] : []);
    }

    /** Where the dashed bar of what may be begins and ends. */
    range({from, to}) {
        return `left: ${from}%; width: ${to - from}%`;
    }

    hasTick({tick}) {
        return tick !== false;
    }
}
