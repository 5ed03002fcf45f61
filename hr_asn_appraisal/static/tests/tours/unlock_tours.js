import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hr_asn_employee_asks_to_unlock", {
    steps: () => [
        {trigger: ".alert-warning .fa-lock"},
        {trigger: ".alert-warning button.btn-link", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Sakit",
        },
        {trigger: ".modal button[name=action_ask]", run: "click"},
        {trigger: ".o_notification"},
    ],
});

tours.add("hr_asn_officer_unlocks_a_request", {
    steps: () => [
        {trigger: ".o_data_row:contains(Dewi) td[name=reason]", run: "click"},
        {
            trigger: ".o_field_widget[name=date_to] input",
            run: "edit 03/03/2026",
        },
        {trigger: "button[name=action_grant]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=granted]"},
    ],
});

tours.add("hr_asn_employee_submits_unlocked", {
    steps: () => [
        {trigger: ".alert-info .fa-unlock-alt"},
        {trigger: "button[name=action_submit]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=submitted]"},
    ],
});

tours.add("hr_asn_officer_unlocks", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        {
            trigger: ".o_field_widget[name=employee_id] input",
            run: "edit Dewi",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Dewi)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=reason] textarea",
            run: "edit Cuti sakit",
        },
        {
            trigger: ".o_field_widget[name=date_to] input",
            run: "edit 03/03/2026",
        },
        {trigger: "button[name=action_grant]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=granted]"},
    ],
});

tours.add("hr_asn_officer_checks_plans", {
    steps: () => [
        {trigger: ".o_data_row:contains(Laila)"},
        {trigger: "thead .o_list_record_selector input", run: "click"},
        {trigger: "button[name=action_check_selected]", run: "click"},
        {trigger: ".modal .btn-primary", run: "click"},
        {trigger: ".o_notification"},
        {trigger: ".o_view_nocontent_smiling_face"},
    ],
});
