import {start, step, took} from "@hr_asn_appraisal/../tests/tours/steps";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

/** Fetch what would be opened in a tab, which a tour cannot look at. */
function fetchInstead() {
    browser.open = async (url) => {
        const answer = await browser.fetch(url);
        const data = await answer.arrayBuffer();
        document.body.dataset.asnFile = answer.headers.get("Content-Disposition");
        document.body.dataset.asnSize = data.byteLength;
    };
}

/** From the list of months to the ZIP: close 1, close 1, download 1 = 3. */
registry.category("web_tour.tours").add("hr_asn_officer_closes_a_month", {
    steps: () => [
        {trigger: ".o_view_nocontent_smiling_face", run: fetchInstead},
        start(".o_view_nocontent_smiling_face"),
        step("choose", {trigger: "button[name=action_open_close]", run: "click"}),
        {trigger: ".modal .o_field_widget[name=total]:contains(7)"},
        {trigger: ".modal .o_field_widget[name=not_rated_count]:contains(7)"},
        step("close", {trigger: ".modal button[name=action_close]", run: "click"}),
        {trigger: ".o_arrow_button_current[data-value=closed]"},
        {trigger: "body:not(:has(.modal))"},
        step("download", {trigger: "button[name=action_download]", run: "click"}),
        took("body[data-asn-file*='Tutup_Bulan_2026_04.zip'][data-asn-size]", 3),
    ],
});

/** A month that is closed already is one click away, and the dialog goes. */
registry.category("web_tour.tours").add("hr_asn_officer_opens_a_closed_month", {
    steps: () => [
        {trigger: "button[name=action_open_close]", run: "click"},
        {trigger: ".modal .alert:visible:contains(April 2026)"},
        {trigger: ".modal button[name=action_open]", run: "click"},
        {trigger: ".o_arrow_button_current[data-value=closed]"},
        {trigger: "body:not(:has(.modal))"},
    ],
});
