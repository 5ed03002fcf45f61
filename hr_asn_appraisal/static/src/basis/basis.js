import {AsnGrid} from "../grid/grid";
import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

function isTold(value) {
    return value.expectation || value.feedback.length;
}

/** What was delivered of each result and behaviour: figures, proof, what was said. */
export class AsnBasis extends Component {
    static template = "hr_asn_appraisal.AsnBasis";
    static props = {...standardFieldProps};

    get basis() {
        return this.props.record.data[this.props.name];
    }

    /** The behaviours of which something was expected or said. */
    get told() {
        return this.basis.behaviors.filter(isTold);
    }

    get untold() {
        const rest = this.basis.behaviors.filter((value) => !isTold(value));
        return rest.map((value) => value.name).join(", ");
    }
}

registry.category("fields").add("asn_basis", {
    component: AsnBasis,
    supportedTypes: ["json"],
});

/** The matrix of the law, with the cell that was reached lit. */
export class AsnBasisCell extends Component {
    static template = "hr_asn_appraisal.AsnBasisCell";
    static components = {AsnGrid};
    static props = {...standardFieldProps};

    setup() {
        this.label = _t("Work results and behaviour give the predicate");
        this.groups = [{key: "behavior", span: 3}];
    }

    get matrix() {
        return this.props.record.data[this.props.name];
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

registry.category("fields").add("asn_basis_cell", {
    component: AsnBasisCell,
    supportedTypes: ["json"],
});
