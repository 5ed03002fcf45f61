import {Chatter} from "@mail/chatter/web_portal/chatter";
import {Component} from "@odoo/owl";
import {patch} from "@web/core/utils/patch";

const {DateTime} = luxon;

const PLAN = "hr.asn.skp";
const TOLD = ["asn_event_ids", "expectation_ids", "rhk_heads"];
const SHOWN = 8;

/** What stands beside a plan: what happened to it, and what is expected first of all. */
export class AsnBeside extends Component {
    static template = "hr_asn_appraisal.Beside";
    static props = {record: Object};

    get data() {
        return this.props.record.data;
    }

    get events() {
        const {records} = this.data.asn_event_ids;
        return records.slice(0, SHOWN).map(({id, data}) => ({
            id,
            when: data.happened_at.toLocaleString(DateTime.DATETIME_MED),
            actor: data.actor_id.display_name,
            label: data.label,
            note: data.told,
        }));
    }

    /** What is above, as and below expectation for the first result, or nothing. */
    get expected() {
        const first = this.data.expectation_ids.records[0]?.data;
        const heads = this.data.rhk_heads || [];
        const head = heads.find((one) => one.id === first?.rhk_id?.id);
        const {above, meets, below} = first || {};
        return head && {number: head.number, above, meets, below};
    }
}

patch(Chatter, {components: {...Chatter.components, AsnBeside}});

patch(Chatter.prototype, {
    /** The plan that the chatter stands beside; elsewhere nothing is added to it. */
    get asnPlan() {
        const {record, isChatterAside} = this.props;
        const isPlan = record?.resModel === PLAN && record.resId;
        // A form of the agency's own may show less of a plan.
        const isTold = isPlan && TOLD.every((name) => name in record.data);
        return isTold && isChatterAside ? record : null;
    },
});
