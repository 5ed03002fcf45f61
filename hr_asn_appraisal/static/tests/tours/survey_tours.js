import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("hr_asn_owner_opens_a_survey", {
    steps: () => [
        {
            trigger: ".o_data_row:contains(Imunisasi Rutin) td[name=name]",
            run: "click",
        },
        {trigger: "button[name=action_surveys]", run: "click"},
        {trigger: ".o_list_button_add", run: "click"},
        {
            trigger: ".o_field_widget[name=service_id] input:value(Imunisasi Rutin)",
        },
        {trigger: "button[name=action_open]:contains(Buka)", run: "click"},
        {trigger: ".o_field_widget[name=link]:contains(/asn/skm/)"},
    ],
});

tours.add("hr_asn_owner_takes_the_index", {
    steps: () => [
        {
            trigger:
                "[role=status]:contains(dari 3 responden) button[name=action_take_index]",
            run: "click",
        },
        {
            trigger:
                ".o_field_widget[name=entry_ids] .o_data_row td[name=actual]:contains(75)",
        },
    ],
});

// The page on which one answers has no script that a tour could drive.
tours.add("hr_asn_peer_is_asked_without_name", {
    steps: () => [
        {
            trigger: ".o_data_row:contains(Dewi):has(button[name=action_answer])",
        },
        {trigger: ".o_data_row:contains(Dewi) td[name=about]", run: "click"},
        {trigger: ".o_form_view .o_field_widget[name=role]:contains(Rekan)"},
        {trigger: ".o_form_view button[name=action_answer]:contains(Jawab)"},
    ],
});
