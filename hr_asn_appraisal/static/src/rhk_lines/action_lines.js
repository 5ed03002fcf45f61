import {registry} from "@web/core/registry";
import {x2ManyField} from "@web/views/fields/x2many/x2many_field";
import {RhkLinesField, RhkLinesRenderer} from "./rhk_lines";

/** Actions of a period under a header row per work result. */
class ActionLinesRenderer extends RhkLinesRenderer {
    static headsField = "action_heads";
}

class ActionLinesField extends RhkLinesField {
    static components = {
        ...RhkLinesField.components,
        ListRenderer: ActionLinesRenderer,
    };
}

registry.category("fields").add("asn_action_lines", {
    ...x2ManyField,
    component: ActionLinesField,
});
