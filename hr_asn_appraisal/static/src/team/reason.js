import {Component, onMounted, onWillStart, reactive, useRef, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {memoize} from "@web/core/utils/functions";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.evaluation";
// What the employee may be asked for instead.
const WAITED_FOR = ["report", "evidence"];
// What a choice lacks that one sentence gives it.
const ASKING = ["report", "evidence", "departure", "sentence", "again", "adjusted"];

/** Whether the choice of this record waits for a sentence. */
export function asksReason(record) {
    return ASKING.includes(record.data.draft_lack);
}

// Records whose written reason was opened again by its pencil.
export const opened = reactive(new Set());

/** The sentences of the feedback bank, to begin a reason with; read once per page. */
const phrases = memoize((orm) =>
    orm
        .searchRead("hr.asn.phrase", [], ["text"])
        .then((rows) => rows.map((row) => row.text))
);

/** What is missing, and the line in which the sentence is written; saved when left. */
export class AsnReason extends Component {
    static template = "hr_asn_appraisal.AsnReason";
    static props = {record: Object};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.input = useRef("input");
        this.bank = useState({phrases: []});
        onWillStart(async () => {
            this.bank.phrases = await phrases(this.orm);
        });
        onMounted(() => this.takeFocus());
    }

    get listId() {
        return `phrases_${this.props.record.id}`;
    }

    /** Who has not reported or proven it may be asked to, instead of rated without. */
    get canRemind() {
        return WAITED_FOR.includes(this.props.record.data.draft_lack);
    }

    async remind() {
        const {resId} = this.props.record;
        await this.action.doAction(
            await this.orm.call(MODEL, "action_remind", [[resId]])
        );
    }

    /** It opened because of a choice just made: the sentence is typed at once. */
    takeFocus() {
        const row = this.root.el.closest("tr")?.previousElementSibling;
        const place = row || this.root.el.closest(".o_kanban_record");
        if (place?.contains(document.activeElement)) {
            this.input.el.focus({preventScroll: true});
        }
    }

    get text() {
        return this.props.record.data.draft_reason || "";
    }

    get label() {
        return this.props.record.data.lack_note || _t("Reason");
    }

    save(ev) {
        const {record} = this.props;
        const reason = ev.target.value.trim();
        opened.delete(record.id);
        return record.update({draft_reason: reason}, {save: true});
    }

    onKeydown(ev) {
        ev.stopPropagation();
        if (ev.key === "Enter" && !ev.ctrlKey) {
            ev.target.blur();
        }
    }
}

/** A pencil where a reason was written: it opens the line of the reason again. */
export class AsnPencilField extends Component {
    static template = "hr_asn_appraisal.AsnPencilField";
    static props = {...standardFieldProps};

    get text() {
        return this.props.record.data[this.props.name];
    }

    toggle() {
        const {id} = this.props.record;
        if (!opened.delete(id)) {
            opened.add(id);
        }
    }
}

/** The same in a card; where nothing is asked it shows what was written. */
export class AsnReasonField extends Component {
    static template = "hr_asn_appraisal.AsnReasonField";
    static components = {AsnReason};
    static props = {...standardFieldProps};

    get asks() {
        return !this.props.readonly && asksReason(this.props.record);
    }

    get text() {
        return this.props.record.data[this.props.name];
    }
}

const fields = registry.category("fields");
fields.add("asn_pencil", {component: AsnPencilField, supportedTypes: ["text"]});
fields.add("asn_reason", {
    component: AsnReasonField,
    supportedTypes: ["text"],
    // A card is never in edition: whether it may be written is what the view says.
    extractProps: (_info, {readonly}) => ({readonly}),
    fieldDependencies: [
        {name: "draft_lack", type: "selection"},
        {name: "lack_note", type: "char"},
    ],
});
