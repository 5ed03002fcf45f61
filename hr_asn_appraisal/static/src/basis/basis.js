import {AsnGrid} from "../grid/grid";
import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useProofViewer} from "../team/team_evidence";

function isTold(value) {
    return value.expectation || value.feedback.length;
}

/** What was delivered of each result and behaviour: figures, proof, what was said. */
export class AsnBasis extends Component {
    static template = "hr_asn_appraisal.AsnBasis";
    static props = {...standardFieldProps};

    setup() {
        this.show = useProofViewer(() => this.proofs);
    }

    /** All evidence that may be opened, so that the viewer goes from one to the next. */
    get proofs() {
        const all = this.basis.results.flatMap((result) => result.evidence);
        return all.filter((proof) => proof.url);
    }

    get basis() {
        return this.props.record.data[this.props.name];
    }

    /** The behaviours of which something was expected or said. */
    get told() {
        return (this.basis.behaviors || []).filter(isTold);
    }

    get untold() {
        const values = this.basis.behaviors || [];
        const rest = values.filter((value) => !isTold(value));
        return rest.map((value) => value.name).join(", ");
    }
}

registry.category("fields").add("asn_basis", {
    component: AsnBasis,
    supportedTypes: ["json"],
});

/** The matrix of the law, or the bands of values, with what was reached lit. */
export class AsnBasisCell extends Component {
    static template = "hr_asn_appraisal.AsnBasisCell";
    static components = {AsnGrid};
    static props = {...standardFieldProps};

    setup() {
        this.label = _t("Work results and behaviour give the predicate");
        this.groups = [{key: "behavior", span: 3}];
    }

    get shown() {
        return this.props.record.data[this.props.name];
    }

    /** The matrix; false where bands of values gave the predicate. */
    get matrix() {
        return this.shown && !this.shown.bands && this.shown;
    }

    key(row, column) {
        return `${row.key}/${column.key}`;
    }

    cell(row, column) {
        return this.matrix.cells[this.key(row, column)];
    }

    kind(row, column) {
        return this.key(row, column) === this.matrix.lit ? "o_asn_lit" : "";
    }
}

/** The facts that an objection is about: what was missed, and figures with words. */
export class AsnFacts extends Component {
    static template = "hr_asn_appraisal.AsnFacts";
    static props = {...standardFieldProps};

    get facts() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("asn_facts", {
    component: AsnFacts,
    supportedTypes: ["json"],
});

registry.category("fields").add("asn_basis_cell", {
    component: AsnBasisCell,
    supportedTypes: ["json"],
});
