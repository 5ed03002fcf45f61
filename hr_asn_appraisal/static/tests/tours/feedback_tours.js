import {registry} from "@web/core/registry";
import {start, step, took} from "./steps";

const tours = registry.category("web_tour.tours");

// The praise for "Kolaboratif", the last of the seven values with two phrases each.
const PHRASE = ".o_asn_phrases .btn:nth-child(13)";
// What a colleague has asked, among what is to be done next.
const ASKED = ".o_asn_task:contains(Apakah sudah jelas?)";

tours.add("hr_asn_appraiser_gives_feedback", {
    steps: () => [
        start(".o_data_row:contains(Dewi)"),
        step("feedback", {
            trigger: ".o_asn_side_panel:contains(Dewi) button[name=give_feedback]",
            run: "click",
        }),
        step("phrase", {trigger: `.modal ${PHRASE}`, run: "click"}),
        {trigger: ".modal .o_asn_about:has(option:checked:contains(Kolaboratif))"},
        step("save", {trigger: ".modal-footer .btn-primary", run: "click"}),
        took("body:not(:has(.modal)) .o_data_row:contains(Dewi)", 3),
    ],
});

tours.add("hr_asn_peer_gives_feedback", {
    steps: () => [
        {trigger: ".o_view_nocontent_smiling_face"},
        {trigger: ".o_control_panel .btn-primary", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=person_id] input",
            run: "edit Dewi",
        },
        {trigger: ".o-autocomplete--dropdown-item:contains(Dewi)", run: "click"},
        {trigger: ".modal .fa-eye-slash"},
        {trigger: ".modal:not(:has(.o_field_widget[name=is_shared]))"},
        {trigger: `.modal ${PHRASE}`, run: "click"},
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Selalu mau membantu",
        },
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_data_row:contains(Selalu mau membantu)"},
    ],
});

tours.add("hr_asn_employee_asks_for_feedback", {
    steps: () => [
        {trigger: "a[name=action_ask_feedback]", run: "click"},
        {
            trigger: ".modal .o_field_widget[name=asked_id] input",
            run: "edit Laila",
        },
        {trigger: ".o-autocomplete--dropdown-item:contains(Laila)", run: "click"},
        {trigger: ".modal .o_asn_about", run: "selectByLabel Hasil 1"},
        {
            trigger: ".modal .o_field_widget[name=question] input",
            run: "edit Apakah sudah jelas?",
        },
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal)) a[name=action_ask_feedback]"},
    ],
});

tours.add("hr_asn_peer_answers", {
    steps: () => [
        {
            trigger: `${ASKED} button[name=open_todo]:contains(Beri Umpan Balik)`,
            run: "click",
        },
        {trigger: ".modal .o_asn_about:has(option:checked:contains(Hasil 1))"},
        {
            trigger: ".modal .o_field_widget[name=text] textarea",
            run: "edit Sudah sangat jelas",
        },
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: `body:not(:has(.modal)) .o_asn_home:not(:has(${ASKED}))`},
    ],
});
