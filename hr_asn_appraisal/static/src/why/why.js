import {Component} from "@odoo/owl";
import {Dialog} from "@web/core/dialog/dialog";
import {formatFloat} from "@web/core/utils/numbers";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

const RATINGS = {
    di_atas: _t("Above Expectation"),
    sesuai: _t("Meets Expectation"),
    di_bawah: _t("Below Expectation"),
    istimewa: _t("Outstanding"),
    baik: _t("Good"),
    butuh_perbaikan: _t("Needs Improvement"),
    kurang: _t("Poor"),
    sangat_kurang: _t("Very Poor"),
};
const TONES = {
    praise: _t("Appreciation"),
    note: _t("Note"),
    improve: _t("To Improve"),
};
const RULES = {
    majority: _t("What most of the weight says is proposed."),
    pp30_numeric: _t(
        "What was reached is the value: the mean of the results, each by its weight, 120 at most."
    ),
    weighted_dimensions: _t(
        "Each dimension counts by the weight of the policy; what was not measured is left out."
    ),
    mode: _t("The most frequent of the periods; of equals the later one."),
    last: _t("That of the last period."),
    last_unit: _t("The post held last in the year."),
    longest: _t("The post held longest in the year."),
    month_weighted: _t("The rating that most months of the year have."),
    worst: _t("The lowest of the periods."),
    unit: _t("The head of a unit has the result that the unit has."),
    unit_progress: _t(
        "Outstanding: each result measured, every target reached and most of the weight beyond its own, which a range or a target of zero never is. Very Poor: most of the weight without progress. Between them Good from 90%, Needs Improvement from 70%, else Poor. A target counts as reached in full at most."
    ),
    unit_year: _t(
        "The performance agreement and what the leader expected, by the matrix of people: agreement as results, expectation as behaviour."
    ),
};

const AXES = {
    result: _t("Work results"),
    behavior: _t("Behaviour"),
    rating: _t("Unit rating"),
    agreement: _t("Performance agreement"),
};

const VALUE_RULES = {
    pp30_numeric: _t("Of results and behaviour, by the weights of PP 30/2019."),
    organisation_blended: _t(
        "Of the own value and that of the organisation, by the shares of KMK 127/2026."
    ),
};

/** The leaves of a value and theirs, in one list, each with its depth. */
function below(tree, depth) {
    return (tree.leaves || []).flatMap((leaf) => [
        {depth, ...leaf},
        ...below(leaf, depth + 1),
    ]);
}

/** How a proposal comes about: each figure down to the record it stands on. */
export class WhyDialog extends Component {
    static template = "hr_asn_appraisal.WhyDialog";
    static components = {Dialog};
    static props = {trees: Object, close: Function};

    get axes() {
        return Object.entries(AXES)
            .filter(([key]) => key in this.props.trees)
            .map(([key, title]) => ({key, title, tree: this.props.trees[key]}));
    }

    /** Of a unit: the leader above it decides, not an appraiser. */
    get isOfUnit() {
        return "rating" in this.props.trees;
    }

    /** The final value in lines, each below what it was worked out for. */
    get valueLines() {
        const {value} = this.props.trees;
        return value
            ? [{label: _t("Value"), depth: 0, ...value}, ...below(value, 1)]
            : [];
    }

    get valueRule() {
        return VALUE_RULES[this.props.trees.value.rule];
    }

    valueFigure(line) {
        const {weight_bp: share} = line;
        return Number.isInteger(share) ? _t("weight %s%", share / 100) : "";
    }

    hundredths(value) {
        return formatFloat(value / 100, {digits: [16, 2], trailingZeros: false});
    }

    /** What was taken off or corrected, as [word, hundredths] of what is not zero. */
    changes(line) {
        const off = [
            [_t("at most"), line.cap],
            [_t("off for discipline"), -line.discipline],
            [_t("off for impact"), -line.impact],
            [_t("correction"), line.correction],
        ];
        return off.filter(([, value]) => value);
    }

    rating(code) {
        return RATINGS[code] || _t("not measured");
    }

    rule(tree) {
        if (tree.rule === "presumed") {
            return _t(
                "As expected, until at least %s notes say otherwise.",
                tree.least_notes
            );
        }
        const isMean = tree.rule === "month_weighted" && Number.isInteger(tree.points);
        return isMean ? _t("The mean of the values by months.") : RULES[tree.rule];
    }

    /** What is known of a leaf, in a few words. */
    figure(leaf, tree) {
        const {tone, weight} = leaf;
        const told = [tone && TONES[tone], this.percent(leaf)];
        told.push(Number.isInteger(leaf.months) && _t("%s months", leaf.months));
        told.push(Number.isInteger(leaf.points) && this.hundredths(leaf.points));
        told.push(weight && _t("weight %s%", this.share(weight, tree)));
        return told.filter(Boolean).join(" · ");
    }

    share(weight, tree) {
        const whole = tree.leaves.reduce((sum, leaf) => sum + (leaf.weight || 0), 0);
        return Math.round((100 * weight) / whole);
    }

    /** Of a unit: of how many targets a proposal is made. */
    measured({measured: [some, all]}) {
        return _t("%(some)s of %(all)s targets measured", {some, all});
    }

    /** How much of its target a leaf or a whole tree has reached; "" where none. */
    percent({achievement_bp: reached}) {
        return Number.isInteger(reached) ? `${Math.floor(reached / 100)}%` : "";
    }
}

/** Ask the server for the explanation of an evaluation, or of a unit, and show it. */
export async function explain({orm, dialog}, resId, resModel = "hr.asn.evaluation") {
    const trees = await orm.call(resModel, "explain", [[resId]]);
    dialog.add(WhyDialog, {trees});
}

/** On the page of an evaluation: opens the explanation of its proposal. */
export class AsnWhy extends Component {
    static template = "hr_asn_appraisal.AsnWhy";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
    }

    open() {
        return explain(this, this.props.record.resId);
    }
}

/** On the page of a unit rating: what was chosen on it is saved first. */
export class AsnUnitWhy extends AsnWhy {
    async open() {
        const {record} = this.props;
        if (await record.save()) {
            await explain(this, record.resId, record.resModel);
        }
    }
}

registry.category("view_widgets").add("asn_why", {component: AsnWhy});
registry.category("view_widgets").add("asn_unit_why", {component: AsnUnitWhy});
