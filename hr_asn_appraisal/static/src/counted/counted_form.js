import {toStringExpression} from "@web/views/utils";
import {FormCompiler} from "@web/views/form/form_compiler";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";

/**
 * A form whose tabs say how many rows they hold: `data-count` of a page names the
 * x2many field that is counted.
 */
export class AsnCountedCompiler extends FormCompiler {
    compileNotebook(el, params) {
        const counted = {};
        for (const page of el.querySelectorAll(":scope > page[data-count]")) {
            const name = toStringExpression(page.getAttribute("name"));
            counted[name] = page.getAttribute("data-count");
        }
        const notebook = super.compileNotebook(el, params);
        for (const slot of notebook.children) {
            const field = counted[slot.getAttribute("name")];
            if (field) {
                const count = `__comp__.props.record.data["${field}"].count`;
                const title = slot.getAttribute("title");
                slot.setAttribute("title", `${title} + " (" + ${count} + ")"`);
            }
        }
        return notebook;
    }
}

registry.category("views").add("asn_counted_form", {
    ...formView,
    Compiler: AsnCountedCompiler,
});
