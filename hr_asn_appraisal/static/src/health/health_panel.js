import {AsnSidePanel} from "../side_panel/side_panel";
import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {serializeDate} from "@web/core/l10n/dates";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** What a call is asked with: the new appraiser and the day, as far as chosen. */
export function meant(record) {
    const {new_appraiser_id: person, since} = record.data;
    return [person ? person.id : false, since ? serializeDate(since) : false];
}

/** After the change: who stands above whom, what goes along, who it was until now. */
export class HealthPanel extends Component {
    static template = "hr_asn_appraisal.HealthPanel";
    static components = {AsnSidePanel};
    static props = {
        ids: Array,
        args: Array,
        always: {type: Boolean, optional: true},
    };

    avatar(box) {
        return `/web/image/hr.employee.public/${box.id}/avatar_128`;
    }
}

/** The same on the page of one row, for the phone. */
export class HealthPanelWidget extends Component {
    static template = "hr_asn_appraisal.HealthPanelWidget";
    static components = {HealthPanel};
    static props = {...standardWidgetProps};

    get ids() {
        return this.props.record.resId ? [this.props.record.resId] : [];
    }

    get args() {
        return meant(this.props.record);
    }
}

registry.category("view_widgets").add("asn_health_panel", {
    component: HealthPanelWidget,
    fieldDependencies: [
        {name: "new_appraiser_id", type: "many2one"},
        {name: "since", type: "date"},
    ],
});
