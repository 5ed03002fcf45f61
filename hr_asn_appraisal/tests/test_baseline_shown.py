"""Wherever a target is shown, it is shown from where it comes: its baseline."""

import re
from pathlib import Path

from lxml import etree

from odoo.modules import get_module_path
from odoo.tests import TransactionCase, tagged

ADDONS = ("hr_asn_appraisal", "hr_asn_appraisal_reports")
TARGETS = {"target", "target_told"}
HIDDEN = ("1", "True", "true")
# Models whose targets come from nowhere yet, and why.
WITHOUT = {
    "hr.asn.goal": "the library is for everybody of a post: each begins elsewhere",
    "hr.asn.goal.indicator": "as the library",
    "hr.asn.goal.proposal": "proposed for the library",
    "hr.asn.proposal.answer": "answers what is proposed for the library",
    "hr.asn.action": "one step of a period, not what an indicator is to reach",
}
# Templates that show a target alone, and why.
TEMPLATES = {
    "hr_asn_appraisal.AsnProgress": "the hint of the row tells the baseline",
    "skp_results": "the columns of the paper are those of the regulation",
    "action_page": "the columns of the paper are those of the regulation",
}
SHOWS = re.compile(r"(?<!ev)\.target\b")


def _shown(node):
    """Whether a field stands in a view for people to read."""
    hidden = {node.get("invisible"), node.get("column_invisible")}
    return not hidden.intersection(HIDDEN) and node.get("optional") != "hide"


@tagged("post_install", "-at_install")
class TestBaselineShown(TransactionCase):
    def _views(self):
        own = self.env["ir.model.data"].search(
            [("model", "=", "ir.ui.view"), ("module", "in", ADDONS)]
        )
        views = self.env["ir.ui.view"].browse(own.mapped("res_id"))
        return views.filtered(
            lambda view: view.mode == "primary" and view.model and view.type != "search"
        )

    def _bare(self, model, arch):
        """Yield the models whose targets are shown in a view without baselines."""
        depth = arch.xpath("count(ancestor-or-self::field)")
        nodes = arch.xpath(f".//field[count(ancestor::field) = {depth}]")
        shown = {node.get("name") for node in nodes if _shown(node)}
        if shown & TARGETS and "baseline" not in shown and model._name not in WITHOUT:
            yield model._name
        for node in nodes:
            for inner in node:
                yield from self._bare(model[node.get("name")], inner)

    def test_views_show_it_beside_the_target(self):
        bare, seen = [], 0
        for view in self._views():
            model = self.env[view.model]
            arch = view._get_combined_arch()
            seen += bool(TARGETS & {*arch.xpath("//field/@name")})
            bare += [(view.xml_id, name) for name in self._bare(model, arch)]
        self.assertFalse(bare)
        self.assertGreater(seen, 10)

    def _templates(self):
        """Return {name: text} of all templates in the addons that show a target."""
        found = {}
        for addon in ADDONS:
            home = Path(get_module_path(addon))
            for path in (*home.glob("static/src/**/*.xml"), *home.glob("report/*.xml")):
                for node in etree.parse(path).xpath("//t[@t-name]|//template[@id]"):
                    text = etree.tostring(node, encoding="unicode")
                    if SHOWS.search(text):
                        found[node.get("t-name") or node.get("id")] = text
        return found

    def test_templates_show_it_or_say_why_not(self):
        found = self._templates()
        bare = {name for name, text in found.items() if ".baseline" not in text}
        self.assertEqual(bare, {*TEMPLATES})
