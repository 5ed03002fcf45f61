import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";

/** Asks why the pattern is not kept, or says that it must be; then delivers. */
export class ConsiderationDialog extends Component {
    static template = "hr_asn_appraisal.ConsiderationDialog";
    static components = {Dialog};
    static defaultProps = {needs_text: true};
    static props = {
        sentences: Array,
        is_blocked: Boolean,
        // Whether a text is asked for: not where only what stays departs.
        needs_text: {type: Boolean, optional: true},
        body: String,
        // What is done with it, and why that is refused: of delivering unless said.
        label: {type: String, optional: true},
        refusal: {type: String, optional: true},
        note: {type: String, optional: true},
        confirm: Function,
        close: Function,
    };

    setup() {
        this.state = useState({text: "", isBusy: false});
    }

    get title() {
        const asks = this.props.needs_text || this.props.is_blocked;
        return asks ? _t("Write a Consideration") : _t("Deliver to All");
    }

    get label() {
        return this.props.label || _t("Deliver");
    }

    get refusal() {
        return (
            this.props.refusal ||
            _t(
                "Your agency delivers only what keeps the pattern. Change ratings, or ask the leader above the unit."
            )
        );
    }

    get note() {
        return (
            this.props.note ||
            _t(
                "Asked once for this delivery. Your superior, the performance team and the auditor can read it."
            )
        );
    }

    get isDisabled() {
        const lacksText = this.props.needs_text && !this.state.text.trim();
        return this.state.isBusy || lacksText;
    }

    /** A second click while the first is under way does nothing. */
    async deliver() {
        if (this.isDisabled) {
            return;
        }
        this.state.isBusy = true;
        try {
            await this.props.confirm(this.state.text.trim());
        } finally {
            this.state.isBusy = false;
        }
        this.props.close();
    }
}
