import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** The whole agency is one click away, and boxes stand beneath their appraiser's. */
tours.add("hr_asn_officer_sees_the_agency", {
    steps: () => [
        {trigger: ".o_control_panel .btn:has(.fa-sitemap)", run: "click"},
        {trigger: ".o_hierarchy_node:contains(Hendra)"},
        {
            trigger:
                ".o_hierarchy_node_container:contains(Hendra) .o_hierarchy_node_button",
            run: "click",
        },
        {trigger: ".o_hierarchy_node:contains(Aisyah)"},
    ],
});
