import {AsnWho} from "@hr_asn_appraisal/who/who";
import {HierarchyController} from "@web_hierarchy/hierarchy_controller";
import {hierarchyView} from "@web_hierarchy/hierarchy_view";
import {registry} from "@web/core/registry";

// Loaded with the trees of Odoo, which come when the first one is opened.
export class AsnWhoHierarchyController extends HierarchyController {
    static template = "hr_asn_appraisal.WhoHierarchy";
    static components = {...HierarchyController.components, AsnWho};
}

registry.category("views").add("asn_who_hierarchy", {
    ...hierarchyView,
    Controller: AsnWhoHierarchyController,
});
