import {fits} from "./steps";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** The cell of somebody in the so-many-th column; the first cell is his name. */
const cell = (name, number, more = "") =>
    `.o_asn_matrix tr:contains(${name}) td[role=gridcell]:nth-of-type(${number})${more}`;

// By keys alone: Enter writes, Ctrl+C and Ctrl+V copy, arrows move, Del empties.
tours.add("hr_asn_matrix_keyboard", {
    steps: () => [
        {
            trigger: cell("Dewi", 1),
            run() {
                this.anchor.focus();
            },
        },
        {trigger: cell("Dewi", 1, ":focus"), run: "press Enter"},
        {
            trigger: ".o_asn_role_editor textarea:focus",
            run: "edit Anak divaksin && press Enter",
        },
        {
            trigger: cell("Dewi", 1, ":focus:contains(Anak divaksin)"),
            run: "press Control+c",
        },
        {trigger: cell("Dewi", 1, ":focus"), run: "press ArrowDown"},
        {trigger: cell("Laila", 1, ":focus"), run: "press Control+v"},
        {
            trigger: cell("Laila", 1, ":focus:contains(Anak divaksin)"),
            run: "press ArrowRight",
        },
        {trigger: cell("Laila", 2, ":focus"), run: "press Control+v"},
        {
            trigger: cell("Laila", 2, ":focus:contains(Anak divaksin)"),
            run: "press ArrowUp",
        },
        {trigger: cell("Dewi", 2, ":focus"), run: "press ArrowLeft"},
        {
            trigger: cell("Dewi", 1, ":focus:contains(Anak divaksin)"),
            run: "press Delete",
        },
        {trigger: cell("Dewi", 1, ":not(:contains(Anak divaksin))")},
        // A cell that was left by Escape keeps what it had.
        {trigger: cell("Dewi", 1, ":focus"), run: "press Enter"},
        {
            trigger: ".o_asn_role_editor textarea:focus",
            run: "edit Batal && press Escape",
        },
        {trigger: ".o_asn_matrix:not(:has(.o_asn_role_editor))"},
    ],
});

// On the phone each result is a card: who carries it is tapped, then put in words.
tours.add("hr_asn_matrix_phone", {
    steps: () => [
        {trigger: ".o_asn_matrix_result:contains(Hasil 2):contains(Target 394)"},
        {
            trigger: ".o_asn_matrix_result:contains(Hasil 2) button:contains(Laila)",
            run: "click",
        },
        {
            trigger:
                ".o_asn_matrix_result:contains(Hasil 2) .o_asn_matrix_carrier:contains(Laila)",
            run: "click",
        },
        {
            trigger: ".modal .o_asn_role_editor textarea",
            run: "edit Ibu diperiksa && press Enter",
        },
        {
            trigger:
                ".o_asn_matrix_result:contains(Hasil 2) .o_asn_matrix_carrier:contains(Ibu diperiksa)",
        },
        {trigger: ".o_asn_matrix:not(:has([name=gap_results]:contains(Hasil 2)))"},
    ],
});

// Words without blanks are broken; who can see it stays in sight.
tours.add("hr_asn_matrix_long_words", {
    steps: () => [
        {trigger: ".o_asn_matrix_view:has(button[name=give]) button[name=who]"},
        {trigger: "button[name=check]", run: "click"},
        fits(".modal .o_asn_role_line:contains(Dewi)"),
        fits(".modal .o_asn_role_line:contains(Laila)"),
    ],
});

tours.add("hr_asn_matrix_long_words_phone", {
    steps: () => [fits(".o_asn_matrix_result:contains(Dewi)")],
});

// Figures say of when they are; on from the matrix to the tree, which says who sees it.
tours.add("hr_asn_matrix_leads_to_the_tree", {
    steps: () => [
        {trigger: ".o_asn_matrix [name=updated]:contains(Terakhir diperbarui)"},
        {trigger: "button[name=tree]", run: "click"},
        {trigger: ".o_hierarchy_view button[name=who]", run: "click"},
        {trigger: ".o_asn_who_seen:contains(Sasaran instansi)"},
    ],
});

/** In a view it stands of when the report is; in a place, who sees it. */
const gapReport = (view, place) => () => [
    {trigger: `${view} [name=updated]:contains(Terakhir diperbarui)`},
    {trigger: `${place} button[name=who]`, run: "click"},
    {trigger: ".o_asn_who_seen:contains(Selain itu, setiap baris)"},
];

tours.add("hr_asn_gap_report_of_when", {
    steps: gapReport(".o_list_view", ".o_control_panel"),
});

tours.add("hr_asn_gap_report_of_when_phone", {
    steps: gapReport(".o_kanban_view", ".o_content"),
});
