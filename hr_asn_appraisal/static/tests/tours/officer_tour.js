import {fits} from "./steps";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hr_asn_officer_opens_cycle", {
    steps: () => [
        {trigger: ".o_data_row td[name=policy_id]", run: "click"},
        {trigger: "button[name=action_open]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=done]"},
        {trigger: ".o_field_widget[name=line_ids] .o_data_row"},
        // The tab says how many rows it holds.
        {trigger: ".o_notebook .nav-link[name=lines]:contains(/[1-9]/)"},
        {
            trigger: "[data-menu-xmlid='hr_asn_appraisal.menu_asn_all']",
            run: "click",
        },
        {
            trigger: "[data-menu-xmlid='hr_asn_appraisal.menu_asn_plans']",
            run: "click",
        },
        {trigger: ".o_data_row td[name=titled_post]"},
        // He appraises nobody here: what only appraisers do is not offered.
        {trigger: ".o_data_row .o_list_record_selector input", run: "click"},
        {trigger: ".o_control_panel button[name=action_prefill]"},
        {
            trigger: ".o_control_panel:not(:has(button[name=action_approve_selected]))",
        },
    ],
});

tours.add("hr_asn_officer_exempts", {
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
        {trigger: ".o_field_widget[name=kind] input", run: "click"},
        {
            trigger: ".o-dropdown--menu .o-dropdown-item:eq(0)",
            run: "click",
        },
        {trigger: ".o_field_widget[name=date_from] input", run: "edit 01/01/2026"},
        {trigger: ".o_field_widget[name=decree] input", run: "edit 800/17/2026"},
        {trigger: ".o_field_widget[name=effect]"},
        {trigger: "button[name=action_confirm]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=confirmed]"},
    ],
});

tours.add("hr_asn_officer_looks_first", {
    steps: () => [
        {trigger: ".o_data_row td[name=policy_id]", run: "click"},
        {trigger: "button[name=action_check]", run: "click"},
        {trigger: ".o_field_widget[name=exempt_count]:contains(1)"},
        {trigger: ".o_arrow_button_current[data-value=draft]"},
        {trigger: "button[name=action_start]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=done]"},
    ],
});

// Words without blanks are broken: in a list, in the dialog of the answer, on a card.
tours.add("hr_asn_officer_reads_long_words", {
    steps: () => [
        fits(".o_data_row:contains(Vaksinasi) td[name=name]"),
        {trigger: ".o_data_row td[name=name]", run: "click"},
        {trigger: ".o_form_statusbar .btn-primary", run: "click"},
        fits(".modal .o_form_view:contains(Vaksinasi)"),
    ],
});

tours.add("hr_asn_officer_reads_long_words_phone", {
    steps: () => [fits(".o_kanban_record:contains(Vaksinasi)")],
});
