import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const confirm = {trigger: ".modal-footer .btn-primary", run: "click"};

tours.add("hr_asn_appraiser_approves", {
    steps: () => [
        {trigger: ".o_data_row .o_list_record_selector input", run: "click"},
        {trigger: "button[name=action_approve_selected]", run: "click"},
        confirm,
        {trigger: ".o_nocontent_help"},
    ],
});

tours.add("hr_asn_appraiser_reads_first", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {trigger: "button[name=action_approve]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=approved]"},
    ],
});

tours.add("hr_asn_appraiser_returns", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {
            trigger: ".o_form_statusbar button:not(.btn-primary):not([disabled])",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit Lengkapi kondisi awal",
        },
        {trigger: ".modal button[name=action_return]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=returned]"},
    ],
});

tours.add("hr_asn_appraiser_returns_chosen", {
    steps: () => [
        {trigger: ".o_data_row .o_list_record_selector input", run: "click"},
        {trigger: "button[name=action_approve_selected] + button", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=note] textarea",
            run: "edit Lengkapi kondisi awal",
        },
        {trigger: ".modal button[name=action_return]", run: "click"},
        {trigger: "body:not(:has(.modal)) .o_nocontent_help"},
    ],
});

// The same steps in the list of the desk and in the cards of the phone.
tours.add("hr_asn_appraiser_rates", {
    steps: () => [
        {trigger: "[name=draft_result] [data-value=sesuai]", run: "click"},
        {trigger: "[name=draft_behavior] [data-value=di_atas]", run: "click"},
        // The line of the reason takes the focus by itself.
        {trigger: ".o_asn_reason input:focus", run: "edit Mengajari enam rekan"},
        {trigger: ".o_asn_reason input:focus", run: "press Enter"},
        {trigger: "[name=current_predikat] .badge"},
        {trigger: "button[name=action_deliver_all]", run: "click"},
        confirm,
        {trigger: ".o_action_manager:not(:has(button[name=action_deliver_all]))"},
    ],
});

// Values that are typed say, too, which rating the screen has shown.
tours.add("hr_asn_appraiser_types_values", {
    steps: () => [
        {trigger: "[name=draft_skp_points] input", run: "edit 95"},
        {trigger: "[name=draft_behavior_points] input", run: "edit 98"},
        {trigger: "[name=draft_reason] textarea", run: "edit Dilihat sendiri"},
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: "[name=current_predikat] .badge"},
    ],
});

// Whose rows of the list, or cards of the phone, are there.
const shown = (name) => ({
    trigger: `.o_data_row:contains(${name}), .o_kanban_record:contains(${name})`,
});
const alone = (pressed) => ({
    trigger: `.o_asn_acting button[aria-pressed=${pressed}]`,
    run: "click",
});

tours.add("hr_asn_appraiser_acts", {
    steps: () => [
        {trigger: ".o_action_manager:not(:contains(Dewi)):contains(Putri)"},
        alone(true),
        shown("Putri"),
        shown("Dewi"),
        alone(false),
        {trigger: ".o_action_manager:not(:contains(Dewi)):contains(Putri)"},
    ],
});

// Faster than the panel: of the person whose row it is, and of no other.
tours.add("hr_asn_appraiser_is_fast", {
    steps: () => [
        {trigger: ".o_asn_side_panel a:contains(Foto kegiatan)"},
        {
            trigger:
                ".o_data_row:contains(Laila) [name=draft_result] [data-value=sesuai]",
            run: "click && press Space",
        },
        {trigger: ".o_notification:contains(bukti)"},
        {trigger: "body:not(:has(.o-FileViewer))"},
    ],
});

// Evidence is looked at from the keyboard; who has not reported is reminded.
tours.add("hr_asn_appraiser_looks_at_evidence", {
    steps: () => [
        {trigger: ".o_asn_side_panel a:contains(Foto kegiatan)"},
        {trigger: "[name=draft_result] [data-value=sesuai]", run: "click"},
        {trigger: "[name=draft_result] [data-value=sesuai]", run: "press Space"},
        {trigger: ".o-FileViewer img", run: "press Escape"},
        {trigger: "body:not(:has(.o-FileViewer))"},
        {trigger: "[name=draft_behavior] [data-value=sesuai]", run: "click"},
        {trigger: ".o_asn_reason datalist option:not(:visible)"},
        {trigger: ".o_asn_reason button[name=remind]", run: "click"},
        {trigger: ".o_notification:contains(Dewi)"},
    ],
});
