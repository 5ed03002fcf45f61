import {onWillStart, useState} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {TextField, textField} from "@web/views/fields/text/text_field";

const ICONS = {
    praise: "fa-thumbs-o-up",
    note: "fa-pencil",
    improve: "fa-arrow-circle-o-up",
};
const BEHAVIOR = "behavior-";

/**
 * The words of feedback with phrases to begin with: one tap sets the words, what they
 * say (`tone`) and, where nothing is chosen yet, the behaviour that they are about.
 */
export class AsnPhrasesField extends TextField {
    static template = "hr_asn_appraisal.AsnPhrasesField";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.bank = useState({phrases: []});
        onWillStart(async () => {
            if (!this.props.readonly) {
                this.bank.phrases = await this.orm.searchRead(
                    "hr.asn.phrase",
                    [],
                    ["text", "tone", "behavior_id"]
                );
            }
        });
    }

    get about() {
        return this.props.record.data.about || "";
    }

    /** Of a result those for any; of behaviours those that may be chosen there. */
    get offered() {
        const isValue = !this.about || this.about.startsWith(BEHAVIOR);
        const keys = this.about ? [this.about] : this.expected;
        return this.bank.phrases
            .filter((phrase) => Boolean(phrase.behavior_id) === isValue)
            .filter((phrase) => !isValue || keys.includes(this.key(phrase)))
            .map((phrase) => ({...phrase, icon: ICONS[phrase.tone]}));
    }

    /** What the plan offers (`about_choices`): another policy expects other things. */
    get expected() {
        const groups = this.props.record.data.about_choices || [];
        return groups.flatMap((group) => group.choices.map(([key]) => key));
    }

    key(phrase) {
        return BEHAVIOR + phrase.behavior_id[0];
    }

    async take(phrase) {
        const {record, name} = this.props;
        const said = record.data[name];
        // Another tap changes one's mind; own words are kept.
        const isPhrase = this.bank.phrases.some((one) => one.text === said);
        const text = said && !isPhrase ? `${said} ${phrase.text}` : phrase.text;
        const about = this.about || this.key(phrase);
        await record.update({[name]: text, tone: phrase.tone, about});
        this.textareaRef.el.focus();
    }
}

registry.category("fields").add("asn_phrases", {
    ...textField,
    component: AsnPhrasesField,
    fieldDependencies: [
        {name: "about", type: "char"},
        {name: "about_choices", type: "json"},
        {name: "tone", type: "selection"},
    ],
});
