import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hr_asn_officer_resets_password", {
    steps: () => [
        {trigger: "button[name=action_reset_password]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal)) button[name=action_reset_password]"},
    ],
});

tours.add("hr_asn_employee_has_one_app", {
    steps: () => [
        {trigger: ".o_navbar_apps_menu button", run: "click"},
        {
            trigger:
                ".o-dropdown--menu .o_app:only-child[data-menu-xmlid='hr_asn_appraisal.menu_asn_root']",
        },
    ],
});
