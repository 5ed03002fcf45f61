import {Component, onMounted, onWillUnmount} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

const RUNNING = "running";
const EVERY_MS = 5000;

/** Reads a bulk run again while it is running, and whenever it is asked to. */
export class RunProgress extends Component {
    static template = "hr_asn_appraisal.RunProgress";
    static props = {...standardWidgetProps};

    setup() {
        onMounted(() => {
            this.timer = setInterval(() => this.isRunning && this.refresh(), EVERY_MS);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get isRunning() {
        return this.props.record.data.state === RUNNING;
    }

    refresh() {
        return this.props.record.load();
    }
}

registry.category("view_widgets").add("asn_run_progress", {component: RunProgress});
