import {BadgeField, badgeField} from "@web/views/fields/badge/badge_field";
import {evaluateBooleanExpr} from "@web/core/py_js/py";
import {registry} from "@web/core/registry";

// The tones of screens.scss; a predikat is one itself.
const TONES = {
    success: "good",
    info: "running",
    warning: "risk",
    danger: "late",
};
const PREDIKATS = ["sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"];

/**
 * A word in a soft badge, dark on light: the same colour for the same word wherever it
 * stands. Takes the decorations of Odoo's badge; a predikat needs none.
 */
export class AsnBadgeField extends BadgeField {
    get badgeClass() {
        const {name, record, decorations} = this.props;
        const value = record.data[name];
        if (PREDIKATS.includes(value)) {
            return `o_asn_tone_${value}`;
        }
        const context = record.evalContextWithVirtualIds;
        const found = Object.keys(decorations).find((one) =>
            evaluateBooleanExpr(decorations[one], context)
        );
        return `o_asn_tone_${TONES[found] || "plain"}`;
    }
}

registry.category("fields").add("asn_badge", {
    ...badgeField,
    component: AsnBadgeField,
});
