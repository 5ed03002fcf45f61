import {Component, onMounted, onWillStart, useRef, useState} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";

// So many proposals are read at a glance; typing finds the others.
const SHOWN = 5;

/** What somebody is to carry: own words, or what the library proposes for his post. */
export class RoleEditor extends Component {
    static template = "hr_asn_appraisal.RoleEditor";
    static props = {
        value: Object,
        propose: Function,
        onSave: Function,
        onCancel: Function,
    };

    setup() {
        const {text, kind, goal} = this.props.value;
        this.area = useRef("text");
        this.state = useState({text, kind, goal, proposals: [], chosen: -1});
        onWillStart(() => {
            // The cell can be written in before the library has answered.
            this.props.propose().then((found) => (this.state.proposals = found));
        });
        onMounted(() => {
            this.area.el.focus();
            this.area.el.select();
        });
    }

    /** The proposals that contain what is typed; all while nothing was changed. */
    get offered() {
        const {text, proposals} = this.state;
        const typed = text.trim().toLowerCase();
        const isUntouched = text === this.props.value.text;
        return proposals
            .filter((one) => isUntouched || one.text.toLowerCase().includes(typed))
            .slice(0, SHOWN);
    }

    usedLabel(one) {
        return _t("library, used %s times", one.count);
    }

    get kinds() {
        return [
            {key: "utama", mark: "(U)", label: _t("Main")},
            {key: "tambahan", mark: "(T)", label: _t("Additional")},
        ];
    }

    onInput() {
        Object.assign(this.state, {goal: 0, chosen: -1});
    }

    onKeydown(ev) {
        const step = {ArrowDown: 1, ArrowUp: -1}[ev.key];
        if (step && this.offered.length) {
            const last = this.offered.length - 1;
            this.state.chosen = Math.min(Math.max(this.state.chosen + step, -1), last);
        } else if (ev.key === "Enter" && !ev.shiftKey) {
            this.take(this.offered[this.state.chosen]);
        } else if (ev.key === "Escape") {
            this.props.onCancel();
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    /** Take a proposal, else what is written. */
    take(proposal) {
        if (proposal) {
            const {text, kind, goal} = proposal;
            Object.assign(this.state, {text, kind, goal});
        }
        this.save(true);
    }

    save(isDone) {
        const {text, kind, goal} = this.state;
        this.props.onSave({text: text.trim(), kind, goal}, Boolean(isDone));
    }
}

/** The same on the phone, where a cell is too small to write in. */
export class RoleDialog extends Component {
    static template = "hr_asn_appraisal.RoleDialog";
    static components = {Dialog, RoleEditor};
    static props = {
        title: String,
        value: Object,
        propose: Function,
        onSave: Function,
        close: Function,
    };

    save(value, isDone) {
        if (isDone) {
            this.props.onSave(value);
            this.props.close();
        }
    }
}

/** Who could carry a result: a name gives it to him. */
export class WhoCarriesDialog extends Component {
    static template = "hr_asn_appraisal.WhoCarriesDialog";
    static components = {Dialog};
    static props = {
        result: Object,
        people: Array,
        locked: Array,
        onChoose: Function,
        onOpen: Function,
        close: Function,
    };

    choose(person) {
        this.props.onChoose(person);
        this.props.close();
    }

    open(person) {
        this.props.onOpen(person);
        this.props.close();
    }
}

/** What giving the roles does or did, person by person. */
export class RolesDialog extends Component {
    static template = "hr_asn_appraisal.RolesDialog";
    static components = {Dialog};
    static props = {
        title: String,
        note: {type: String, optional: true},
        rows: Array,
        onGive: {type: [Function, {value: null}], optional: true},
        close: Function,
    };

    get addable() {
        return this.props.rows.filter((row) => ["add", "same"].includes(row.outcome));
    }

    get giveLabel() {
        return _t("Give to Employees (%s)", this.addable.length);
    }

    give() {
        this.props.close();
        this.props.onGive();
    }

    tone(row) {
        return {add: "good", same: "plain"}[row.outcome] || "risk";
    }
}
