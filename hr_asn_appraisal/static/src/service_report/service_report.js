import {Component} from "@odoo/owl";
import {deserializeDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const STANDINGS = {on_track: "success", at_risk: "warning", off_track: "danger"};

/** What a service reports of a year: targets by period, people, proof, the public. */
export class AsnServiceReport extends Component {
    static template = "hr_asn_appraisal.AsnServiceReport";
    static props = {...standardFieldProps};

    get report() {
        return this.props.record.data[this.props.name];
    }

    day(iso) {
        return iso && deserializeDate(iso).toFormat("d MMMM yyyy");
    }

    badge(target) {
        return `text-bg-${STANDINGS[target.standing]}`;
    }

    /** Where it was before: its day and who says so, as far as they are known. */
    baseline(target) {
        const about = [this.day(target.baseline_date), target.baseline_source];
        const said = about.filter(Boolean).join(", ");
        return said ? `${target.baseline} (${said})` : target.baseline;
    }

    days(member) {
        const some = member.from || member.until;
        return some
            ? `${this.day(member.from) || "…"} – ${this.day(member.until) || "…"}`
            : "";
    }
}

registry.category("fields").add("asn_service_report", {
    component: AsnServiceReport,
    supportedTypes: ["json"],
});
