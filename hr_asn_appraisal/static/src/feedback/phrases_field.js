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

    /** Of a result those for any, of a behaviour its own; before that all behaviours. */
    get offered() {
        const isValue = !this.about || this.about.startsWith(BEHAVIOR);
        return this.bank.phrases
            .filter((phrase) => Boolean(phrase.behavior_id) === isValue)
            .filter(
                (phrase) => !isValue || !this.about || this.key(phrase) === this.about
            )
            .map((phrase) => ({...phrase, icon: ICONS[phrase.tone]}));
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
        {name: "tone", type: "selection"},
    ],
});
