import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/**
 * A button at the top of a form that opens one of its own tabs.
 *
 * `page` names the tab, `value` the field that the button tells beside its words.
 */
export class PageStat extends Component {
    static template = "hr_asn_appraisal.PageStat";
    static props = {
        ...standardWidgetProps,
        page: String,
        icon: String,
        title: String,
        value: String,
    };

    get told() {
        const {record, value} = this.props;
        const told = record.data[value];
        const words = record.fields[value].selection || [];
        return words.find(([key]) => key === told)?.[1] || told || "–";
    }

    /** On a narrow screen the button is in a menu: the tab is looked for on the page. */
    open() {
        const tab = document.querySelector(`.nav-link[name="${this.props.page}"]`);
        tab?.click();
        tab?.scrollIntoView({block: "center"});
    }
}

registry.category("view_widgets").add("asn_page_stat", {
    component: PageStat,
    extractProps: ({attrs}) => ({
        page: attrs.page,
        icon: attrs.icon,
        title: attrs.string,
        value: attrs.value,
    }),
});
