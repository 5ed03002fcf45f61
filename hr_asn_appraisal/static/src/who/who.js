import {Component, useRef} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {usePopover} from "@web/core/popover/popover_hook";
import {useService} from "@web/core/utils/hooks";

export class AsnWhoPopover extends Component {
    static template = "hr_asn_appraisal.AsnWhoPopover";
    static props = {seen: Object, close: Function};
}

/**
 * "Who can see this?": asked of the server when it is opened, never before.
 *
 * As a component it takes the model of a screen and, of a single document, its id; it
 * stands in any template, as of a list's control panel. As `<widget name="asn_who"/>`
 * it takes both from the record of the form.
 */
export class AsnWho extends Component {
    static template = "hr_asn_appraisal.AsnWho";
    static props = {resModel: String, resId: {type: [Number, Boolean], optional: true}};

    setup() {
        this.orm = useService("orm");
        this.popover = usePopover(AsnWhoPopover, {position: "bottom-end"});
        this.button = useRef("button");
    }

    async open() {
        const {resModel, resId} = this.props;
        const call = [resModel, resId || false];
        const seen = await this.orm.call("hr.asn.who", "read_who", call);
        this.popover.open(this.button.el, {seen});
    }
}

export class AsnWhoWidget extends Component {
    static template = "hr_asn_appraisal.AsnWhoWidget";
    static components = {AsnWho};
    static props = {...standardWidgetProps};
}

registry.category("view_widgets").add("asn_who", {component: AsnWhoWidget});
