import {start, step, took} from "./steps";
import {registry} from "@web/core/registry";

const MENU = "[data-menu-xmlid='hr_asn_appraisal.menu_asn_cycle']";

/** Two clicks: the menu, then the button; what is seen is named in the second. */
registry.category("web_tour.tours").add("hr_asn_officer_copies_the_list", {
    steps: () => [
        start(MENU),
        step("menu", {trigger: MENU, run: "click"}),
        {trigger: ".o_searchview_facet:eq(1)"},
        {trigger: ".o_asn_box.o_asn_chosen[name=late] strong:contains(7)"},
        step("copy", {trigger: "button[name=copy_list]", run: "click"}),
        took(".modal textarea.o_asn_copy", 2),
        {
            trigger: ".modal textarea.o_asn_copy",
            run() {
                if (!this.anchor.value.includes("2. Dewi")) {
                    throw new Error(`Dewi is not in the list: ${this.anchor.value}`);
                }
            },
        },
    ],
});

registry.category("web_tour.tours").add("hr_asn_officer_reminds_all", {
    steps: () => [
        start(MENU),
        step("menu", {trigger: MENU, run: "click"}),
        step("remind", {
            trigger: "button[name=remind_all]:contains(7)",
            run: "click",
        }),
        took(".o_field_widget[name=line_ids] .o_data_row:contains(Dewi)", 2),
    ],
});

/** Two steps from the cockpit: a name, entered with its key; the person. */
registry.category("web_tour.tours").add("hr_asn_officer_finds_a_timeline", {
    steps: () => [
        start(".o_asn_cockpit .o_asn_unit"),
        step("name", {trigger: ".o_searchview_input", run: "edit Dewi"}),
        {trigger: ".o_searchview_input", run: "press Enter"},
        step("person", {trigger: ".o_asn_person:contains(Dewi)", run: "click"}),
        took(".o_field_widget[name=waiting]:contains(Dewi)", 2),
        {trigger: ".o_asn_steps_list li"},
    ],
});

/** A box, a stage and a unit are filters of the stock search bar. */
registry.category("web_tour.tours").add("hr_asn_officer_filters_the_cockpit", {
    steps: () => [
        {trigger: ".o_asn_box[name=blocked]", run: "click"},
        {trigger: ".o_asn_box.o_asn_chosen[name=blocked]"},
        {trigger: "body:not(:has(button[name=remind_all]))"},
        {trigger: ".o_asn_cockpit_head .btn-group .btn:eq(1)", run: "click"},
        {trigger: ".o_asn_cockpit_head .btn-group .btn:eq(1).active"},
        {trigger: ".o_asn_unit button:contains(Dinas Kesehatan)", run: "click"},
        {trigger: ".o_asn_unit button:contains(Puskesmas)"},
        {trigger: ".o_switch_view.o_list", run: "click"},
        {trigger: ".o_list_view"},
    ],
});

registry.category("web_tour.tours").add("hr_asn_employee_tells_a_wrong_appraiser", {
    steps: () => [
        {
            trigger: ".o_form_sheet div:has(> [name=appraiser_name]) > button.btn-link",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Atasan saya sekarang Rina",
        },
        {trigger: ".modal button[name=action_tell]", run: "click"},
        {trigger: ".o_notification"},
    ],
});

/** A row copies and reminds its unit in one click; every view shows the same. */
registry.category("web_tour.tours").add("hr_asn_officer_uses_a_row", {
    steps: () => [
        {trigger: ".o_asn_preview pre:contains(SKP)"},
        {
            trigger: ".o_asn_unit:contains(Dinas Pendidikan) button[name=copy_unit]",
            run: "click",
        },
        {
            trigger: ".modal textarea.o_asn_copy",
            run() {
                const text = this.anchor.value;
                if (!text.includes("Novita") || text.includes("Dewi")) {
                    throw new Error(`Not the list of the unit: ${text}`);
                }
            },
        },
        {trigger: ".modal .btn-close", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: "button[name=export_units]", run: "click"},
        {trigger: ".o_switch_view.o_graph", run: "click"},
        {trigger: ".o_graph_view canvas"},
        {trigger: ".o_switch_view.o_pivot", run: "click"},
        {trigger: ".o_pivot_view td"},
        {trigger: ".o_switch_view.o_kanban", run: "click"},
        {
            trigger: ".o_asn_unit:contains(Dinas Pendidikan) button[name=remind_unit]",
            run: "click",
        },
        {trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(Novita)"},
    ],
});

registry.category("web_tour.tours").add("hr_asn_officer_sees_no_cycle", {
    steps: () => [
        {trigger: ".o_asn_cockpit .o_view_nocontent"},
        {trigger: "body:not(:has(button[name=copy_list]))"},
    ],
});

/** What was delivered in words beside the colours, and who sees the page. */
registry.category("web_tour.tours").add("hr_asn_officer_sees_charts", {
    steps: () => [
        {trigger: ".o_asn_cockpit_head .btn-group .btn:eq(1)", run: "click"},
        {trigger: ".o_asn_cockpit_charts .o_asn_chart canvas"},
        {trigger: ".o_asn_predikat_chart canvas"},
        {trigger: "tr[data-predikat=baik]:has(.o_asn_badge) td:contains(1)"},
        {trigger: "button[name=who]", run: "click"},
        {trigger: ".o_asn_who_seen dd:contains(unit_officer)"},
    ],
});
