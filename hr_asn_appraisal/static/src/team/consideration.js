import {Component, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";

/** Asks why the pattern is not kept, or says that it must be; then delivers. */
export class ConsiderationDialog extends Component {
    static template = "hr_asn_appraisal.ConsiderationDialog";
    static components = {Dialog};
    static props = {
        sentences: Array,
        is_blocked: Boolean,
        body: String,
        confirm: Function,
        close: Function,
    };

    setup() {
        this.state = useState({text: ""});
    }

    get isEmpty() {
        return !this.state.text.trim();
    }

    async deliver() {
        await this.props.confirm(this.state.text.trim());
        this.props.close();
    }
}
