import {start, step, took} from "./steps";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const NEW = "td[name=new_appraiser_id]";

/** One person: NIP 1, choose 1, date 1, save 1 = 4; then taken back in one click. */
tours.add("hr_asn_officer_mends_hierarchy", {
    steps: () => [
        start(".o_group_header:eq(0)"),
        {trigger: ".o_asn_proposal:contains(Aisyah)"},
        {trigger: ".o_asn_side_panel .o_asn_box_of_appraiser:contains(Aisyah)"},
        {trigger: ".o_asn_side_panel .o_asn_box_of_person:contains(Dewi)"},
        step("NIP", {trigger: `.o_data_row ${NEW}`, run: "click"}),
        {trigger: `${NEW} input`, run: "edit 19830502 201503"},
        step("choose", {
            trigger: ".o-autocomplete--dropdown-item:contains(Rina)",
            run: "click",
        }),
        {trigger: ".o_asn_side_panel .o_asn_box_of_appraiser:contains(Rina)"},
        step("date", {trigger: "td[name=since] button", run: "click"}),
        {trigger: "td[name=since] input", run: "edit 02/01/2026"},
        step("save", {trigger: "button[name=save_row]", run: "click"}),
        {trigger: ".o_notification:contains(Rina)"},
        took(".o_view_nocontent_smiling_face", 4),
        {trigger: ".o_notification_buttons button", run: "click"},
        {trigger: ".o_data_row:contains(Dewi)"},
    ],
});

/** A whole unit: unit 1, all 1, button 1, person 1, date 1, process 1 = 6. */
tours.add("hr_asn_officer_mends_a_unit", {
    steps: () => [
        start(".o_group_header:eq(0)"),
        step("unit", {
            trigger: ".o_search_panel_category_value header:contains(Dinas Kesehatan)",
            run: "click",
        }),
        {trigger: ".o_list_renderer:not(:contains(Novita)) .o_data_row:contains(Dewi)"},
        step("all", {
            trigger: "thead .o_list_record_selector input",
            run: "click",
        }),
        {trigger: "button[name=action_accept]:contains(2)"},
        step("change", {
            trigger: ".o_control_panel .o_control_panel_main .btn-primary",
            run: "click",
        }),
        {
            trigger: ".modal .o_field_widget[name=appraiser_id] input",
            run: "edit Rina",
        },
        step("person", {
            trigger: ".o-autocomplete--dropdown-item:contains(Rina)",
            run: "click",
        }),
        {trigger: ".modal .o_field_widget[name=people_count]:contains(2)"},
        step("date", {
            trigger: ".modal .o_field_widget[name=since] button",
            run: "click",
        }),
        {
            trigger: ".modal .o_field_widget[name=since] input",
            run: "edit 02/01/2026",
        },
        step("process", {
            trigger: ".modal button[name=action_process]",
            run: "click",
        }),
        took(".o_field_widget[name=line_ids] .o_data_row:contains(Dewi)", 6),
    ],
});

/** Several ticked rows: asked once, with what moves; then the result of each. */
tours.add("hr_asn_officer_mends_several", {
    steps: () => [
        {trigger: ".o_group_header:eq(0)"},
        {trigger: "thead .o_list_record_selector input", run: "click"},
        {trigger: `.o_data_row ${NEW}:eq(0)`, run: "click"},
        {trigger: `${NEW} input`, run: "edit Rina"},
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Rina)",
            run: "click",
        },
        {trigger: ".modal .o_asn_moves"},
        {trigger: ".modal button[name=confirm]", run: "click"},
        {trigger: ".o_notification:contains(Hendra)"},
        {trigger: ".o_data_row:contains(Hendra)"},
        {trigger: ".o_list_renderer:not(:contains(Dewi))"},
        {trigger: ".o_notification_buttons button:eq(1)", run: "click"},
        {trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(Laila)"},
    ],
});

/** The whole agency is one click away, and boxes stand beneath their appraiser's. */
tours.add("hr_asn_officer_sees_the_agency", {
    steps: () => [
        {trigger: ".o_control_panel .btn:has(.fa-sitemap)", run: "click"},
        {trigger: ".o_hierarchy_node:contains(Hendra)"},
        {
            trigger:
                ".o_hierarchy_node_container:contains(Hendra) .o_hierarchy_node_button",
            run: "click",
        },
        {trigger: ".o_hierarchy_node:contains(Aisyah)"},
    ],
});

/** Take Proposals (n): the number is of those ticked that have one; then taken back. */
tours.add("hr_asn_officer_takes_proposals", {
    steps: () => [
        {trigger: ".o_group_header:eq(0)"},
        {trigger: "thead .o_list_record_selector input", run: "click"},
        {trigger: "button[name=action_accept]:contains(2)", run: "click"},
        {trigger: ".o_notification:contains(2)"},
        {trigger: ".o_view_nocontent_smiling_face"},
        {trigger: ".o_notification_buttons button:eq(0)", run: "click"},
        {trigger: ".o_data_row:contains(Dewi)"},
        {trigger: ".o_data_row:contains(Laila)"},
        {trigger: ".o_search_panel_counter:contains(2)"},
    ],
});

/** On a phone a card leads to the page of its row; saving leads back. */
tours.add("hr_asn_officer_mends_on_a_phone", {
    steps: () => [
        {trigger: ".o_kanban_record:contains(Dewi) .o_asn_proposal"},
        {trigger: ".o_kanban_record:contains(Dewi)", run: "click"},
        {trigger: ".o_asn_side_panel .o_asn_box_of_appraiser:contains(Aisyah)"},
        {trigger: ".o_field_widget[name=new_appraiser_id] input", run: "click"},
        {trigger: ".modal .o_kanban_record:contains(Rina)", run: "click"},
        {trigger: ".o_asn_side_panel .o_asn_box_of_appraiser:contains(Rina)"},
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_notification:contains(Rina)"},
        {trigger: ".o_view_nocontent_smiling_face"},
    ],
});
