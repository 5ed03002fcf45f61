import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const state = (value) => ({trigger: `.o_arrow_button_current[data-value=${value}]`});
const confirm = {trigger: ".modal-footer .btn-primary", run: "click"};

tours.add("hr_asn_employee_plans", {
    steps: () => [
        {trigger: ".o_asn_task .btn-primary", run: "click"},
        {trigger: "button[name=action_choose_goals]", run: "click"},
        {trigger: ".modal button[name=action_take]", run: "click"},
        {trigger: ".o_asn_rhk"},
        {trigger: ".o_data_row td[name=target]", run: "click"},
        {
            trigger: ".o_selected_row .o_field_widget[name=target] input",
            run: "edit 436",
        },
        {
            trigger: ".o_field_widget[name=iki_ids] button[name=action_split]",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=split] .o_radio_item:last-child input",
            run: "click",
        },
        // 436 is twelve times 36, and 4 more in the last month.
        {
            trigger: ".modal .o_field_widget[name=month_12] input:value(40)",
        },
        {trigger: ".modal .o_field_widget[name=month_1] input", run: "edit 30"},
        {
            trigger: ".modal .o_field_widget[name=split_note]:contains(436)",
        },
        {trigger: ".modal .o_field_widget[name=month_12] input", run: "edit 46"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: "button[name=action_submit]", run: "click"},
        // Asked once, with what deserves a look; what is done can be taken back.
        {trigger: ".modal-title:contains(Ajukan)"},
        confirm,
        state("submitted"),
        {trigger: ".o_notification:has(.bg-success)"},
        {trigger: "button[name=action_withdraw]", run: "click"},
        state("draft"),
        {trigger: "button[name=action_submit]", run: "click"},
        confirm,
        state("submitted"),
    ],
});

tours.add("hr_asn_employee_takes_up", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {
            trigger: ".o_form_statusbar button:not(.btn-primary):not([disabled])",
            run: "click",
        },
        {
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit Menyesuaikan dengan pimpinan",
        },
        confirm,
        state("revising"),
        {trigger: ".o_asn_rhk a", run: "click"},
        {
            trigger:
                ".modal .o_field_widget[name=link_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            trigger: ".modal .o_selected_row .o_field_widget[name=agreed_id] input",
            run: "click",
        },
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(Hasil 1)",
            run: "click",
        },
        {
            trigger:
                ".modal .o_selected_row .o_field_widget[name=text] textarea:value(Hasil 1)",
        },
        {
            trigger: ".modal .o_field_widget[name=iki_ids] .o_data_row td[name=name]",
            run: "click",
        },
        confirm,
        {trigger: ".o_asn_rhk .fa-level-up"},
    ],
});

tours.add("hr_asn_employee_drops", {
    steps: () => [
        {trigger: ".o_data_row td[name=titled_post]", run: "click"},
        {trigger: ".o_asn_rhk .fa-level-up"},
        {trigger: "button[name=action_drop]", run: "click"},
        confirm,
        state("approved"),
        {trigger: ".o_asn_rhk:not(:has(.fa-level-up))"},
    ],
});

tours.add("hr_asn_employee_reports", {
    steps: () => [
        {trigger: ".o_asn_task button[name=open_todo]", run: "click"},
        {trigger: ".o_data_row td[name=actual]", run: "click"},
        {
            trigger: ".o_selected_row .o_field_widget[name=actual] input",
            run: "edit 98,5",
        },
        {trigger: "button[name=action_add_evidence]", run: "click"},
        {trigger: ".modal .o_field_widget[name=rhk_id] input", run: "click"},
        {trigger: ".o-autocomplete--dropdown-item a:contains(Hasil 2)", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=url] input",
            run: "edit https://contoh.go.id/rekap",
        },
        {
            trigger: ".modal .o_field_widget[name=name] input",
            run: "edit Rekap triwulan",
        },
        confirm,
        {trigger: ".o_field_widget[name=evidence_ids] .o_data_row"},
        {trigger: "button[name=action_submit]", run: "click"},
        confirm,
        state("submitted"),
    ],
});

const action = (number, name) =>
    `.o_field_widget[name=action_ids] .o_data_row:eq(${number}) td[name=${name}]`;

tours.add("hr_asn_employee_acts", {
    steps: () => [
        {trigger: "button[name=action_continue_actions]", run: "click"},
        {trigger: `${action(0, "when_lines")}:contains(lanjutan dari Triwulan I)`},
        {trigger: "body:not(:has(button[name=action_continue_actions]))"},
        {trigger: "button[name=action_add_action]", run: "click"},
        {trigger: ".modal .o_field_widget[name=rhk_id] input", run: "click"},
        {trigger: ".o-autocomplete--dropdown-item a:contains(Hasil 2)", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=name] textarea",
            run: "edit Edukasi keluarga",
        },
        confirm,
        {trigger: `${action(1, "name")}:contains(Edukasi keluarga)`},
        {trigger: action(0, "target"), run: "click"},
        {
            trigger: ".o_selected_row .o_field_widget[name=target] input",
            run: "edit 7",
        },
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_saved"},
        {trigger: `${action(1, "name")} ~ td button[name=action_edit]`, run: "click"},
        {
            trigger: ".modal .o_field_widget[name=state] span:contains(/^Selesai$/)",
            run: "click",
        },
        confirm,
        {trigger: ".o_field_widget[name=action_note]:contains(1 dari 2)"},
    ],
});

tours.add("hr_asn_employee_receives", {
    steps: () => [
        {trigger: ".o_asn_task .btn-primary", run: "click"},
        {trigger: ".o_field_widget[name=predikat]"},
        {trigger: "button[name=action_receive]", run: "click"},
        state("received"),
    ],
});

const bar = (name) => ({
    trigger: `.o_asn_phone_bar button[name=${name}]`,
    run: "click",
});
const here = (name) => ({
    trigger: `.o_asn_phone_bar button[name=${name}][aria-current=page]`,
});

tours.add("hr_asn_employee_by_bar", {
    steps: () => [
        here("home"),
        bar("plan"),
        here("plan"),
        bar("results"),
        here("results"),
        bar("proof"),
        {
            trigger: ".modal .o_field_widget[name=name] input",
            run: "edit Rekap triwulan",
        },
        {
            trigger: ".modal .o_field_widget[name=url] input",
            run: "edit https://contoh.go.id/rekap",
        },
        {...confirm, trigger: `${confirm.trigger}:not(:disabled)`},
        {trigger: "body:not(:has(.modal))"},
        bar("record"),
        here("record"),
        // The bar has its own room: nothing of the page is beneath it.
        {
            trigger: ".o_asn_phone_bar",
            run({anchor}) {
                const page = document.querySelector(".o_action_manager");
                const edge = page.getBoundingClientRect().bottom;
                const {top, bottom} = anchor.getBoundingClientRect();
                if (edge > top || bottom > window.innerHeight) {
                    throw new Error(`${edge} is below ${top}, or ${bottom} the edge`);
                }
            },
        },
        {trigger: "button[name=action_submit]", run: "click"},
        confirm,
        // The state itself stands in a menu there.
        {trigger: ".o_form_view:not(:has(button[name=action_submit]))"},
        bar("home"),
        here("home"),
        {trigger: ".o_asn_phone_bar:not(:has([name=record], [name=proof]))"},
    ],
});

tours.add("hr_asn_employee_without_bar", {
    steps: () => [
        {trigger: ".o_asn_task"},
        {
            trigger: "body:not(:has(.o_asn_phone_bar))",
            // What is asked of the server has been answered by then.
            run: () => new Promise((done) => setTimeout(done, 500)),
        },
        {trigger: "body:not(:has(.o_asn_phone_bar))"},
    ],
});
