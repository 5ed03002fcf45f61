import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("hr_asn_officer_opens_cycle", {
    steps: () => [
        {trigger: ".o_data_row td[name=policy_id]", run: "click"},
        {trigger: "button[name=action_open]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=done]"},
        {trigger: ".o_field_widget[name=line_ids] .o_data_row"},
        {
            trigger: "[data-menu-xmlid='hr_asn_appraisal.menu_asn_all']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='hr_asn_appraisal.menu_asn_plans']",
            run: "click",
        },
        {trigger: ".o_data_row td[name=post]"},
    ],
});
