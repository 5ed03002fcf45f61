import {Component, onWillStart, useEffect, useState} from "@odoo/owl";
import {Newest} from "../fresh/newest";
import {SIZES} from "@web/core/ui/ui_service";
import {useDebounced} from "@web/core/utils/timing";
import {useService} from "@web/core/utils/hooks";

// Somebody who walks through a list asks for the last row only.
const PATIENCE = 150;

/**
 * What stands beside a list for the record in focus: one server call, one slot.
 *
 * The call is `method` of `model` on `ids` with `args`; its answer goes to the slot as
 * `data`, with `reload` for what changes it. Where the screen is too narrow for it,
 * nothing is asked and nothing is shown, unless `always`.
 */
export class AsnSidePanel extends Component {
    static template = "hr_asn_appraisal.SidePanel";
    static props = {
        model: String,
        method: String,
        ids: Array,
        args: {type: Array, optional: true},
        label: String,
        always: {type: Boolean, optional: true},
        slots: Object,
    };
    static defaultProps = {args: []};

    setup() {
        this.orm = useService("orm");
        this.ui = useState(useService("ui"));
        this.answers = new Newest();
        this.state = useState({data: null});
        this.loaded = null;
        const later = useDebounced(() => this.load(), PATIENCE);
        onWillStart(() => this.load());
        useEffect(
            (asked) => {
                if (asked !== this.loaded) {
                    later();
                }
            },
            () => [this.asked]
        );
    }

    get isShown() {
        return this.props.always || this.ui.size >= SIZES.XL;
    }

    /** What is to be asked, as text to compare with what was asked last. */
    get asked() {
        const {ids, args} = this.props;
        return this.isShown && ids.length ? JSON.stringify([ids, args]) : "";
    }

    async load() {
        const {model, method, ids, args} = this.props;
        this.loaded = this.asked;
        const call = this.loaded ? this.orm.call(model, method, [ids, ...args]) : null;
        await this.answers.add(call, (data) => {
            this.state.data = data;
        });
    }
}
