import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const PANEL = ".o_asn_side_panel";
const REASON = "Tautan tidak dapat dibuka";
const ROWS = ".o_field_widget[name=evidence_ids]";

tours.add("hr_asn_appraiser_reviews_evidence", {
    steps: () => [
        {trigger: `${PANEL} a:contains(Foto kegiatan)`},
        {trigger: "td[name=proof]:contains(1/1)"},
        {trigger: `${PANEL} button[name=refuse_evidence]:first`, run: "click"},
        {trigger: ".modal [name=text] textarea", run: `edit ${REASON}`},
        {trigger: ".modal button[name=action_say]:visible", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: `${PANEL} q:contains(${REASON})`},
        {trigger: `${PANEL} button[name=refuse_evidence]:count(1)`},
        {trigger: `${PANEL} button[name=accept_evidence]:last`, run: "click"},
        {trigger: `${PANEL} button[name=accept_evidence]:count(1)`},
        // The row beside follows: one of two is left, which proves the result.
        {trigger: "td[name=proof]:contains(1/1)"},
    ],
});

tours.add("hr_asn_employee_replaces_evidence", {
    steps: () => [
        {trigger: `${ROWS} td[name=review_note]:contains(${REASON})`},
        {trigger: `${ROWS} button[name=action_replace]:count(1)`, run: "click"},
        {trigger: `.modal [role=status]:contains(${REASON})`},
        {
            trigger: ".modal [name=url] input",
            run: "edit https://contoh.go.id/baru",
        },
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: `${ROWS}:not(:has(button[name=action_replace]))`},
    ],
});

// M9: the row that lacks evidence offers to ask for it; the others go on.
tours.add("hr_asn_appraiser_asks_for_evidence", {
    steps: () => [
        {trigger: ".o_asn_reason button[name=remind]", run: "click"},
        {trigger: ".o_notification:contains(Dewi)"},
    ],
});

tours.add("hr_asn_employee_adds_what_is_missing", {
    steps: () => [
        {trigger: "button[name=action_add_evidence]", run: "click"},
        {
            trigger: ".modal [name=url] input",
            run: "edit https://contoh.go.id/rekap",
        },
        {trigger: ".modal [name=name] input", run: "edit Rekap"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: ROWS},
        {trigger: "body:not(:has(button[name=action_add_evidence]))"},
    ],
});

tours.add("hr_asn_employee_reads_refusal", {
    steps: () => [
        {trigger: `${ROWS} .o_kanban_record:contains(${REASON})`},
        {trigger: `${ROWS} .o_kanban_record button[name=action_replace]`},
    ],
});
