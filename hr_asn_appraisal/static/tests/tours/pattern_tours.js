import {consider, fits} from "./steps";
import {registry} from "@web/core/registry";
import {rpc} from "@web/core/network/rpc";

const tours = registry.category("web_tour.tours");

// One more as expected breaks the pattern: the sentence changes at once, and
// delivering asks for a consideration.
tours.add("hr_asn_appraiser_minds_pattern", {
    steps: () => [
        {trigger: ".o_asn_pattern[data-broken]"},
        {trigger: ".o_asn_pattern_warning:contains(78%)"},
        {
            trigger: ".o_data_row:last [name=draft_result] [data-value=sesuai]",
            run: "click",
        },
        {
            trigger: ".o_data_row:last [name=draft_behavior] [data-value=sesuai]",
            run: "click",
        },
        {trigger: ".o_asn_pattern_warning:contains(80%)"},
        {trigger: "button[name=action_deliver_all]", run: "click"},
        ...consider("Layanan merata karena kerja tim"),
        {trigger: ".o_action_manager:not(:has(button[name=action_deliver_all]))"},
    ],
});

tours.add("hr_asn_team_compares", {
    steps: () => [
        {trigger: ".o_asn_comparison_row:contains(Puskesmas) .o_asn_comparison_broken"},
        {trigger: "button[name=leader]", run: "click"},
        {trigger: ".o_asn_comparison_row:contains(Aisyah)"},
        {trigger: "button[name=leniency]", run: "click"},
        {trigger: ".o_asn_comparison td:contains(Aisyah)"},
        {trigger: "button[name=unit]", run: "click"},
        {
            trigger: ".o_asn_comparison_row:contains(Puskesmas) button[name=people]",
            run: "click",
        },
        {trigger: ".o_list_view .o_data_row:contains(Anggota 0)"},
    ],
});

// Who sets the rating of a unit says why its pattern is not kept.
tours.add("hr_asn_leader_considers", {
    steps: () => [
        {
            trigger: ".o_asn_comparison_row:contains(Puskesmas) button[name=consider]",
            run: "click",
        },
        {
            trigger: ".modal .o_asn_consideration",
            run: "edit Target layanan tercapai berkat kerja tim",
        },
        {
            trigger: ".modal button[name=deliver]:not([disabled])",
            run({anchor}) {
                anchor.click();
                anchor.click();
            },
        },
        {trigger: ".o_asn_comparison_row q:contains(berkat kerja tim)"},
        {trigger: "body:not(:has(.modal))"},
    ],
});

const MODEL = "hr.asn.evaluation";
const call = (method, args, kwargs = {}) =>
    rpc(`/web/dataset/call_kw/${MODEL}/${method}`, {
        model: MODEL,
        method,
        args,
        kwargs,
    });
const good = (words) =>
    `.o_asn_comparison_row:contains(Puskesmas) [data-predikat=baik]:contains(${words})`;

// What is rated elsewhere comes in by itself as soon as somebody looks.
tours.add("hr_asn_leader_watches", {
    steps: () => [
        {
            trigger: good("Baik 6 "),
            async run() {
                const open = [["state", "=", "submitted"]];
                const ids = await call("search", [open], {limit: 1});
                await call("action_rate", [ids, "sesuai", "sesuai"]);
                document.dispatchEvent(new Event("visibilitychange"));
            },
        },
        {trigger: good("Baik 7 ")},
        {trigger: ".o_asn_comparison:contains(Terakhir diperbarui)"},
    ],
});

tours.add("hr_asn_leader_rates_unit", {
    steps: () => [
        {trigger: ".o_list_button_add", run: "click"},
        {
            trigger: ".o_field_widget[name=department_id] input",
            run: "edit Puskesmas",
        },
        {
            trigger: ".o-autocomplete--dropdown-item:contains(Puskesmas Contoh Barat)",
            run: "click",
        },
        {trigger: ".o_field_widget[name=period_id] input", run: "click"},
        {
            trigger: ".o-autocomplete--dropdown-item a:contains(2026)",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=rating] [data-value=baik]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=source] textarea",
            run: "edit Perjanjian kinerja, 9 dari 10 target",
        },
        {
            trigger: ".o_field_widget[name=decided_on] input",
            run: "edit 02/04/2026 && press Tab",
        },
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: "button[name=action_set]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=set]"},
    ],
});

const GOOD = "/Baik|Good/";

// Another rating than is proposed has a reason; why it is proposed stands beside it.
tours.add("hr_asn_leader_departs_from_proposal", {
    steps: () => [
        {trigger: `.o_field_widget[name=proposed]:contains(${GOOD})`},
        {trigger: ".o_form_view:not(:has(.o_field_widget[name=agreement_result]))"},
        {trigger: "button[name=why]", run: "click"},
        {trigger: `.modal .o_asn_why h4:contains(${GOOD})`},
        {trigger: ".modal .o_asn_why_leaf:contains(Hasil 2):contains(90%)"},
        {trigger: ".modal .o_asn_why_measured:contains(/2 .* 2/)"},
        fits(".modal .o_asn_why"),
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_form_view:not(:has(.o_field_widget[name=reason]))"},
        {
            trigger: ".o_field_widget[name=rating] [data-value=kurang]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=reason] textarea",
            run: "edit Survei kepuasan belum masuk",
        },
        fits(".o_form_sheet .o_group"),
        {trigger: ".o_form_button_save", run: "click"},
        {trigger: ".o_form_saved button[name=action_set]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_field_widget[name=set_on]"},
    ],
});

tours.add("hr_asn_leader_rates_the_year_of_a_unit", {
    steps: () => [
        {trigger: ".o_field_widget[name=proposed_agreement]:contains(/Sesuai|Meets/)"},
        {
            trigger: ".o_field_widget[name=expectation_result] [data-value=di_bawah]",
            run: "click",
        },
        {trigger: ".o_field_widget[name=proposed]:contains(/Kurang|Poor/)"},
        {
            trigger: ".o_field_widget[name=expectation_result] [data-value=sesuai]",
            run: "click",
        },
        {trigger: `.o_field_widget[name=proposed]:contains(${GOOD})`},
        {
            trigger: ".o_field_widget[name=rating] [data-value=baik]",
            run: "click",
        },
        {trigger: "button[name=why]", run: "click"},
        {trigger: `.modal .o_asn_why:has(h4:contains(${GOOD})) .o_asn_why_leaf`},
        {trigger: ".modal .o_asn_why_leaf:contains(Hasil 1):contains(95%)"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: "button[name=action_set]", run: "click"},
        {trigger: ".modal-footer .btn-primary", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=set]"},
    ],
});
