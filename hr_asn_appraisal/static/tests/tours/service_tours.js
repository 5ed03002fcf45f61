import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const TARGETS = ".o_field_widget[name=target_ids]";

tours.add("hr_asn_head_puts_a_target_into_the_plan", {
    steps: () => [
        {
            trigger: ".o_data_row:contains(Imunisasi Rutin) td[name=name]",
            run: "click",
        },
        {trigger: `${TARGETS} .o_field_x2many_list_row_add a`, run: "click"},
        {
            trigger: ".modal .o_field_widget[name=name] textarea",
            run: "edit Anak divaksin",
        },
        {trigger: ".modal .o_field_widget[name=target] input", run: "edit 400"},
        {trigger: ".modal .o_field_widget[name=unit] input", run: "edit orang"},
        {trigger: ".modal-footer .o_form_button_save", run: "click"},
        {trigger: `body:not(:has(.modal)) ${TARGETS} .o_data_row:contains(400)`},
        {trigger: ".o_form_button_save", run: "click"},
        {
            trigger: `${TARGETS} button:contains(Masukkan ke SKP)`,
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=result] textarea:value(Terselenggaranya Imunisasi Rutin)",
        },
        {trigger: ".modal .o_data_row:contains(Dewi)"},
        {
            trigger: ".modal-footer .btn-primary:contains(Masukkan ke SKP)",
            run: "click",
        },
        {
            trigger: `body:not(:has(.modal)) ${TARGETS} .o_data_row:contains(SKP belum disepakati)`,
        },
    ],
});
