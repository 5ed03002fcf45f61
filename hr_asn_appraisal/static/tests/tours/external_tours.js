import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hr_asn_officer_takes_report", {
    steps: () => [
        {trigger: ".o_data_row td[name=name]", run: "click"},
        {trigger: "[name=change_ids] .o_data_row td[name=after]"},
        {trigger: "button[name=action_start]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=done]"},
        {trigger: "button.o_asn_check_list", run: "click"},
        {trigger: ".o_group_header", run: "click"},
        {trigger: ".o_data_row td[name=outcome]"},
    ],
});

tours.add("hr_asn_employee_elsewhere", {
    steps: () => [
        {trigger: ".alert [name=source_note]"},
        {trigger: ".o_asn_card [name=skp_ids] [name=external_state]"},
        {trigger: "[name=skp_ids] a[name=get_formview_action]", run: "click"},
        {trigger: ".alert [name=source_note]"},
        {trigger: ".o_form_view:not(:has(button[name=action_submit]))"},
    ],
});

/** After the file and "Check First": process, differences, all of them, keep. */
tours.add("hr_asn_officer_decides_differences", {
    steps: () => [
        {trigger: "button[name=action_start]", run: "click"},
        {trigger: "button.o_asn_differences", run: "click"},
        {trigger: ".o_data_row:eq(6)"},
        {trigger: "thead .o_list_record_selector input", run: "click"},
        {trigger: "button[name=action_keep_ours]", run: "click"},
        {trigger: ".o_view_nocontent"},
    ],
});
