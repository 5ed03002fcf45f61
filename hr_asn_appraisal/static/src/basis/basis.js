import {AsnGrid} from "../grid/grid";
import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What was delivered of each result and behaviour: figures, proof, what was said. */
export class AsnBasis extends Component {
    static template = "hr_asn_appraisal.AsnBasis";
    static props = {...standardFieldProps};

    get basis() {
        return this.props.record.data[this.props.name];
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
        const tone = `o_asn_tone_${this.cell(row, column).tone}`;
        const isLit = this.key(row, column) === this.matrix.lit;
        return isLit ? `o_asn_lit ${tone}` : "o_asn_unlit";
    }
}

registry.category("fields").add("asn_basis_cell", {
    component: AsnBasisCell,
    supportedTypes: ["json"],
});
