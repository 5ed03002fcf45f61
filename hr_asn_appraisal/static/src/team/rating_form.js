import {FormController} from "@web/views/form/form_controller";
import {formView} from "@web/views/form/form_view";
import {registry} from "@web/core/registry";
import {useShownDraft} from "../shown/shown";

/** The form of one evaluation: what was rated meanwhile is not overwritten unseen. */
export class RatingFormController extends FormController {
    setup() {
        super.setup();
        useShownDraft(this.model);
    }
}

registry
    .category("views")
    .add("asn_rating_form", {...formView, Controller: RatingFormController});
