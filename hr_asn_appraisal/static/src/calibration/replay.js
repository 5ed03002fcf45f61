import {Component, useState} from "@odoo/owl";
import {AsnDistribution} from "../distribution/distribution";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";

/** The changes of a session in their order, and the distribution after each. */
export class CalibrationReplay extends Component {
    static template = "hr_asn_appraisal.CalibrationReplay";
    static components = {AsnDistribution, Dialog};
    static props = {replay: Object, words: Object, close: Function};

    setup() {
        // How many steps have been taken; 0: as the appraisers gave it.
        this.state = useState({taken: 0});
    }

    get steps() {
        return this.props.replay.steps;
    }

    get figures() {
        const {taken} = this.state;
        const step = this.steps[taken - 1];
        const sentence = step
            ? _t("After change %s of %s", taken, this.steps.length)
            : _t("Before the first change");
        return {...(step ? step.figures : this.props.replay.start), sentence};
    }

    go(taken) {
        this.state.taken = Math.max(0, Math.min(taken, this.steps.length));
    }

    told(rating) {
        const {words} = this.props;
        const predikat = words[rating.predikat];
        if (rating.sum) {
            return `${predikat} (${rating.sum})`;
        }
        const axes = _t(
            "results: %s, behaviour: %s",
            words[rating.result],
            words[rating.behavior]
        );
        return `${predikat} (${axes})`;
    }
}
