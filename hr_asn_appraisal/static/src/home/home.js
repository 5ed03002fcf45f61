import {Component} from "@odoo/owl";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {
    JournalDashboardGraphField,
    journalDashboardGraphField,
} from "@web/views/fields/journal_dashboard_graph/journal_dashboard_graph_field";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const LINE_COLOR = "#71639e";

/** What a json field lists, and the action that the server has for one of its keys. */
class AsnKeys extends Component {
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }

    async open(method, key, options = {}) {
        const {resModel, resId, context} = this.props.record;
        const action = await this.orm.call(resModel, method, [[resId], key], {context});
        return this.action.doAction(action, options);
    }
}

/** The to-dos in the server's order; the first has the one filled button. */
export class AsnTodos extends AsnKeys {
    static template = "hr_asn_appraisal.AsnTodos";

    /** What is done in a window is gone from the page behind it. */
    todo(row) {
        const onClose = () => this.props.record.load();
        return this.open("action_todo", row.key, {onClose});
    }
}

/** A few things to choose from, as a menu or, `inline`, side by side. */
export class AsnMenu extends AsnKeys {
    static template = "hr_asn_appraisal.AsnMenu";
    static components = {Dropdown, DropdownItem};
    static props = {
        ...AsnKeys.props,
        method: String,
        icon: {type: String, optional: true},
        label: {type: String, optional: true},
        inline: {type: Boolean, optional: true},
        replaces: {type: Boolean, optional: true},
    };

    get title() {
        return this.props.label || this.rows.find((row) => row.chosen)?.label;
    }

    choose(row) {
        const stack = {stackPosition: "replaceCurrentAction"};
        return this.open(this.props.method, row.key, this.props.replaces ? stack : {});
    }
}

/** Indicators with what was reached; a tick on the bar is what is expected by now. */
export class AsnProgress extends AsnKeys {
    static template = "hr_asn_appraisal.AsnProgress";

    get hasTick() {
        return this.rows.some((row) => row.tick !== null);
    }
}

/** The line of `dashboard_graph` whose levels have words, and its points periods. */
export class AsnTrend extends JournalDashboardGraphField {
    static template = "hr_asn_appraisal.AsnTrend";

    get line() {
        return this.data[0];
    }

    level(point) {
        return this.line.levels[point.y - 1];
    }

    getLineChartConfig() {
        const config = super.getLineChartConfig();
        const {levels, values} = this.line;
        Object.assign(config.data.datasets[0], {
            fill: false,
            borderColor: LINE_COLOR,
            pointRadius: 5,
            pointBackgroundColor: values.map((point) =>
                point.annual ? "#ffffff" : LINE_COLOR
            ),
        });
        Object.assign(config.options.scales.y, {
            display: true,
            min: 0.5,
            max: levels.length + 0.5,
            afterBuildTicks: (axis) => {
                axis.ticks = levels.map((_level, index) => ({value: index + 1}));
            },
            ticks: {callback: (value) => levels[value - 1]},
        });
        Object.assign(config.options.scales.x, {display: true, grid: {display: false}});
        config.options.plugins.tooltip.callbacks = {
            label: (item) => levels[item.parsed.y - 1],
        };
        config.options.animation = false;
        return config;
    }
}

const fields = registry.category("fields");
fields.add("asn_todos", {component: AsnTodos, supportedTypes: ["json"]});
fields.add("asn_progress", {component: AsnProgress, supportedTypes: ["json"]});
fields.add("asn_menu", {
    component: AsnMenu,
    supportedTypes: ["json"],
    extractProps: ({options, string}) => ({
        method: options.method,
        icon: options.icon,
        label: options.titled ? string : undefined,
        inline: Boolean(options.inline),
        replaces: Boolean(options.replaces),
    }),
});
fields.add("asn_trend", {...journalDashboardGraphField, component: AsnTrend});
