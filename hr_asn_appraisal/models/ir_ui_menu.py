from odoo import api, models

ROOT_MENU = "hr_asn_appraisal.menu_asn_root"
TEAM_MENU = "hr_asn_appraisal.menu_asn_team"
HEAD_MENU = "hr_asn_appraisal.menu_asn_head_change"
TALENT_MENU = "hr_asn_appraisal.menu_asn_talent"


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """A plain employee with one app sees no other; addresses stay as they were."""
        hidden = super()._load_menus_blacklist()
        # sudo: res.users - a user is asked about himself
        user = self.env.user.sudo()
        if not user.asn_only_app or not user._asn_plain():
            return hidden
        root = self.env.ref(ROOT_MENU)
        # sudo: ir.ui.menu - those that he could not see anyway are no matter
        others = self.sudo().search([("parent_id", "=", False), ("id", "!=", root.id)])
        return [*hidden, *others.ids]

    @api.model
    def load_menus(self, debug):
        """Leave out what opens on nothing for who asks.

        Not in what Odoo keeps for each user: who appraises changes with every day.
        """
        menus = super().load_menus(debug)
        idle = self._asn_idle_menus()
        gone = {key for key, menu in menus.items() if menu.get("xmlid") in idle}
        below = [*gone]
        while below:
            children = menus[below.pop()]["children"]
            gone.update(children)
            below += children
        return {
            key: menu
            | {"children": [one for one in menu["children"] if one not in gone]}
            for key, menu in menus.items()
            if key not in gone
        }

    @api.model
    def _asn_idle_menus(self):
        """Return the external ids of the menus that the current user has no use for."""
        used = {
            TEAM_MENU: self.env["hr.asn.home"]._asn_appraises,
            HEAD_MENU: self.env.user._asn_runs_agency,
            TALENT_MENU: self.env["hr.asn.talent"]._asn_is_of_use,
        }
        return {menu for menu, is_of_use in used.items() if not is_of_use()}
