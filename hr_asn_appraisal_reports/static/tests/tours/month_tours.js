import {registry} from "@web/core/registry";

// From the menu to the ZIP: the officer's table allows three clicks.
registry.category("web_tour.tours").add("hr_asn_officer_closes_a_month", {
    steps: () => [
        {trigger: ".o_view_nocontent_smiling_face"},
        {trigger: "button[name=action_open_close]", run: "click"},
        {trigger: ".modal .o_field_widget[name=total]:contains(7)"},
        {trigger: ".modal .o_field_widget[name=not_rated_count]:contains(7)"},
        {trigger: ".modal button[name=action_close]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=closed]"},
        {trigger: "button[name=action_download]", run: "click"},
        {trigger: ".o_form_view .o_field_widget[name=total]:contains(7)"},
    ],
});
