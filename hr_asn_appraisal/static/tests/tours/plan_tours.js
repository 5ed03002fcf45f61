import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const told = ".o_notification:has(.bg-danger):contains(Jumlah)";
const cell = ".o_data_row:contains(Jumlah) td[name=target]";
const typed = ".o_selected_row .o_field_widget[name=target] input";

/** Hand in by the keyboard, from wherever one is. */
const handIn = (trigger) => ({trigger, run: "press Control+Enter"});

tours.add("hr_asn_employee_fills_gaps", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {trigger: `${cell} .o_asn_unfilled`},
        {trigger: ".o_notebook .nav-link[name=history]", run: "click"},
        handIn(".o_notebook .nav-link[name=history].active"),
        {trigger: told},
        {trigger: `${typed}:focus`, run: "edit 420"},
        handIn(typed),
        // The next gap: a result by which nothing is measured yet.
        {trigger: ".o_notification:has(.bg-danger):not(:contains(Jumlah))"},
        {trigger: ".modal .o_field_widget[name=name] textarea:value(Hasil 2)"},
        {trigger: ".modal button.btn-close", run: "click"},
        {
            trigger:
                "body:not(:has(.modal)) .o_asn_rhk:contains(Hasil 2) .o_asn_unfilled",
        },
        {trigger: ".o_arrow_button_current[data-value=draft]"},
    ],
});

const first = "tr.o_asn_more:first";

const openPlan = {trigger: ".o_data_row td[name=titled_post]", run: "click"};
const happened = {trigger: ".o_asn_beside li:contains(Terlambat)"};

// Nothing is written yet: there is a history, and nothing that is expected.
tours.add("hr_asn_employee_begins_beside", {
    steps: () => [openPlan, happened, {trigger: ".o_asn_beside:not(:has(.card))"}],
});

tours.add("hr_asn_employee_looks_beside", {
    steps: () => [
        openPlan,
        happened,
        {trigger: ".o_asn_beside .card-header:contains(1)"},
        {trigger: ".o_asn_beside dd:contains(Lebih dari 450)"},
        {trigger: ".oe_stat_button:contains(Dialog)", run: "click"},
        {trigger: ".o_notebook .nav-link.active[name=expectations]"},
    ],
});

// What was agreed is cancelled, not deleted: it has no bin, what is new has one.
tours.add("hr_asn_employee_sees_no_bin_of_agreed_lines", {
    steps: () => [
        openPlan,
        {trigger: ".o_data_row:contains(Baru) .o_list_record_remove button"},
        {
            trigger:
                ".o_data_row:contains(Jumlah):not(:contains(Baru)):not(:has(.o_list_record_remove button))",
        },
    ],
});

tours.add("hr_asn_employee_writes_row_by_row", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {trigger: ".o_data_row:contains(Jumlah) td[name=target]", run: "click"},
        {trigger: `${typed}:focus`, run: "edit 420"},
        {trigger: typed, run: "press Enter"},
        // The next row is written on while the one before is saved.
        {trigger: `${typed}:value(395)`},
        {trigger: ".o_asn_saved"},
        {trigger: `${typed}:value(395)`, run: "edit 96"},
        {trigger: "h1", run: "click"},
        {
            trigger:
                ".o_form_view:not(:has(.o_selected_row)) td[name=target]:contains(96)",
        },
        {trigger: "body:not(:has(.o_form_button_save:visible))"},
    ],
});

tours.add("hr_asn_employee_adds_lines", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        // Under the first of two results, after its own indicator.
        {trigger: `${first} .o_asn_add`, run: "click"},
        {
            trigger: ".o_selected_row .o_field_widget[name=name] textarea",
            run: "edit Persentase yang lengkap",
        },
        {
            trigger: ".o_selected_row .o_field_widget[name=aspect_id] input",
            run: "edit Kua",
        },
        // Not before the typed letters were searched for: while they are, the list
        // says so in a line of its own, and what is chosen before is searched again.
        {
            trigger:
                ".ui-autocomplete:not(:contains(Biaya)) .ui-menu-item a:contains(Kuantitas)",
            run: "click",
        },
        {trigger: typed, run: "edit 95"},
        {
            trigger:
                ".o_data_row:nth-child(4):has(textarea:value(Persentase yang lengkap))",
        },
        // Enter keeps it and opens another one under the same result.
        {trigger: ".o_asn_rhk:contains(Hasil 2)"},
        {trigger: typed, run: "press Enter"},
        {trigger: ".o_asn_saved"},
        {
            trigger:
                ".o_data_row:nth-child(4):not(.o_selected_row):contains(Persentase yang lengkap)",
        },
        {
            trigger:
                ".o_selected_row:nth-child(5) .o_field_widget[name=name] textarea:value()",
        },
        // Nothing was written in it: whoever goes elsewhere has not made it.
        {trigger: ".o_asn_rhk:contains(Hasil 2)"},
        {trigger: "h1", run: "click"},
        {trigger: ".o_form_view:not(:has(.o_selected_row)) .o_asn_saved"},
        {trigger: "body:not(:has(.o_form_button_save:visible))"},
        {trigger: `${first} .o_asn_take`, run: "click"},
        // The library opens on the post.
        {trigger: ".modal .o_facet_values"},
        {
            trigger: ".modal .o_data_row:first .o_list_record_selector input",
            run: "click",
        },
        {trigger: ".modal .o_select_button", run: "click"},
        {
            trigger:
                "body:not(:has(.modal)) .o_data_row:nth-child(5):contains(vaksin) .o_list_record_remove",
        },
        {trigger: ".o_asn_rhk:contains(Hasil 2)"},
    ],
});

tours.add("hr_asn_employee_fills_gaps_on_a_phone", {
    steps: () => [
        {trigger: ".o_kanban_record:not(.o_kanban_ghost)", run: "click"},
        {trigger: ".o_asn_rhk:contains(Hasil 2) .o_asn_unfilled"},
        {trigger: ".o_kanban_record:contains(Jumlah) .o_asn_unfilled"},
        {trigger: "button[name=action_submit]", run: "click"},
        {trigger: told},
        {trigger: ".modal .o_field_widget[name=target] input:focus"},
    ],
});

// A switch changes a row that nobody edits: it is kept without a further click.
tours.add("hr_asn_employee_cancels_a_line", {
    steps: () => [
        openPlan,
        {trigger: ".o_data_row td[name=is_cancelled] .o_boolean_toggle", run: "click"},
        {trigger: ".nav-link[name=changes]:contains(1)"},
    ],
});

// Whom nobody appraises reads who was told, and says who it should be.
tours.add("hr_asn_employee_without_appraiser", {
    steps: () => [
        openPlan,
        {
            trigger:
                ".alert:contains(telah diberi tahu) button:contains(Sebutkan Siapa)",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Kepala saya Hendra",
        },
        {trigger: ".modal button[name=action_tell]", run: "click"},
        {trigger: ".o_notification:contains(SKP Anda tidak hilang)"},
    ],
});
