import {consider} from "./steps";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const row = (name, rest) =>
    `.o_asn_calibration tr.o_data_row:contains(${name}) ${rest}`;
const value = (name, axis) => row(name, `td[name=${axis}] input`);
const waits = (name, text) =>
    row(name, `td.o_asn_calibration_after:has(.o_asn_not_kept):contains("${text}")`);
const kept = (name, text) =>
    row(
        name,
        `td.o_asn_calibration_after:not(:has(.o_asn_not_kept)):contains("${text}")`
    );

// A wrong value says so and stays; values are foreseen, kept with a reason, taken back.
tours.add("hr_asn_team_calibrates_values", {
    steps: () => [
        {trigger: ".o_data_row td[name=department_id]", run: "click"},
        {trigger: value("Dewi", "result"), run: "edit 121 && press Tab"},
        {trigger: ".o_asn_fault_row:contains(“121”)"},
        {trigger: row("Dewi", "td[name=result] input[aria-invalid=true]")},
        {trigger: value("Dewi", "result"), run: "edit 112 && press Tab"},
        {trigger: ".o_asn_calibration:not(:has(.o_asn_fault_row))"},
        {trigger: waits("Dewi", "103,9")},
        {trigger: value("Dewi", "behavior"), run: "edit 106 && press Enter"},
        {trigger: waits("Dewi", "110,2")},
        // A reason that says nothing is refused; values and its place stay.
        {
            trigger: ".o_asn_calibration input[name=reason]:focus",
            run: "edit . && press Enter",
        },
        {trigger: ".o_asn_unkept_row"},
        {trigger: waits("Dewi", "110,2")},
        {
            trigger: ".o_asn_calibration input[name=reason]:visible",
            run: "edit Capaian tim && press Enter",
        },
        {trigger: ".o_asn_calibration:not(:has(.o_asn_unkept_row))"},
        {trigger: kept("Dewi", "110,2")},
        {trigger: value("Laila", "result"), run: "edit 60 && press Enter"},
        {
            trigger: ".o_asn_calibration input[name=reason]:focus",
            run: "edit Target belum tercapai && press Enter",
        },
        {trigger: kept("Laila", "67,5")},
        {trigger: value("Laila", "result"), run: "edit 95,0 && press Enter"},
        {trigger: kept("Laila", "= 92")},
        {trigger: "button[name=replay]:contains(3)", run: "click"},
        {trigger: '.o_asn_replay_steps li:contains("0,3 × 106 = 110,2")'},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal))"},
    ],
});

// Who was moved stands in another box at once; a box tells who, and opens their page.
const box = (number) => `.o_asn_calibration_boxes button[data-box='${number}']`;
tours.add("hr_asn_team_looks_into_boxes", {
    steps: () => [
        {trigger: ".o_data_row td[name=department_id]", run: "click"},
        {trigger: `${box(8)}:contains(1)`, run: "click"},
        {trigger: `${box(8)}[aria-pressed=true]`},
        {trigger: ".o_asn_calibration_box:contains(Dewi)"},
        {
            trigger: row("Dewi", "td[name=result] [data-value=di_atas]"),
            run: "click",
        },
        {
            trigger: ".o_asn_calibration input[name=reason]:focus",
            run: "edit Capaian tim && press Enter",
        },
        {trigger: ".o_asn_calibration_box:not(:contains(Dewi))"},
        {trigger: `${box(9)}:contains(1)`, run: "click"},
        {
            trigger: ".o_asn_calibration_box:contains(Dewi) button[name=list]",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Dewi)"},
        {trigger: ".o_control_panel .breadcrumb-item a:last", run: "click"},
        {trigger: `${box(9)}:contains(1)`, run: "click"},
        {
            trigger: ".o_asn_calibration_box:contains(Dewi) button[name=profile]",
            run: "click",
        },
        {trigger: ".o_form_view:contains(Dewi):not(:has(.o_asn_calibration))"},
    ],
});

// What departs from the pattern is locked with a consideration, which is asked once.
tours.add("hr_asn_team_locks_with_consideration", {
    steps: () => [
        {trigger: ".o_data_row td[name=department_id]", run: "click"},
        {trigger: ".o_asn_pattern_warning:contains(100%)"},
        {trigger: "button[name=action_ask_lock]", run: "click"},
        {trigger: ".modal:contains(100%)"},
        ...consider("Target layanan tercapai berkat kerja tim"),
        {trigger: ".o_arrow_button_current[data-value=locked]"},
        {trigger: "body:not(:has(.modal)):not(:has(button[name=action_ask_lock]))"},
    ],
});

// What keeps it is asked for its confirmation only.
tours.add("hr_asn_team_locks", {
    steps: () => [
        {trigger: ".o_data_row td[name=department_id]", run: "click"},
        {trigger: ".o_asn_pattern_verdict"},
        {trigger: "button[name=action_ask_lock]", run: "click"},
        {trigger: ".modal-footer .btn-secondary", run: "click"},
        {trigger: "body:not(:has(.modal)) button[name=action_ask_lock]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=locked]"},
    ],
});
