"""What opening the screen of the gap report costs, asked as the web client asks."""

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .common import AsnCommon
from .test_drift import Cascading

# What the web client sends along: rows of a page, and how far it counts.
PAGE, COUNTED = 80, 10001


class Screen:
    """What the web client asks of a list when its menu is opened."""

    @classmethod
    def ask(cls, model, action):
        """Return the call of data that opening an action makes, as a function.

        Columns, grouping and chosen filters are those of the views, which the browser
        keeps.
        """
        views = model.get_views([(False, "list"), (False, "search")])["views"]
        arch = etree.fromstring(views["list"]["arch"])
        search = etree.fromstring(views["search"]["arch"])
        domain = cls._default_domain(model, search, action)
        specification = {
            field.get("name"): cls._specification(model, field)
            for field in arch.iter("field")
        }
        group = arch.get("default_group_by")
        if not group:
            return lambda: model.web_search_read(
                domain, specification, limit=PAGE, count_limit=COUNTED
            )["records"]
        return lambda: model.web_read_group(
            domain,
            [group],
            limit=PAGE,
            auto_unfold=bool(arch.get("expand")),
            unfold_read_specification=specification,
            unfold_read_default_limit=PAGE,
        )["groups"]

    @classmethod
    def _specification(cls, model, field):
        if model._fields[field.get("name")].type != "many2one":
            return {}
        is_hidden = field.get("column_invisible") in ("1", "True")
        return {"fields": {} if is_hidden else {"display_name": {}}}

    @classmethod
    def _default_domain(cls, model, search, action):
        context = safe_eval(action.context)
        chosen = [key[15:] for key in context if key.startswith("search_default_")]
        known = {"uid": model.env.uid}
        domain = []
        for name in chosen:
            node = search.find(f".//filter[@name='{name}']")
            domain += safe_eval(node.get("domain"), known)
        return domain


@tagged("post_install", "-at_install")
class TestGapScreen(Screen, Cascading, AsnCommon):
    """Counted is every statement of the call of data that shows the list.

    Who asks and of which agency is known by then, as in every request; the second
    opening is counted, as the first one fills what the registry keeps.
    """

    # Who reads the whole agency; a leader and an officer of units ask for their units.
    BOUNDS = {"team": 3, "officer": 3, "boss": 4, "unit_officer": 6}

    def opened(self, who, action):
        """Return (statements of opening, rows of the page) of somebody's screen."""
        gaps = self.by(self.env["hr.asn.gap"], who)
        ask = self.ask(gaps, self.env.ref(f"hr_asn_appraisal.{action}").sudo())
        gaps.env.invalidate_all()
        gaps.env.user.mapped("company_id.name")
        gaps.env.companies.mapped("name")
        before = self.cr.sql_log_count
        found = ask()
        return self.cr.sql_log_count - before, found

    def costs(self, boss):
        """Return {(role, action): (statements, rows)}."""
        costs = {}
        for role in self.BOUNDS:
            who = boss if role == "boss" else getattr(self, role)
            for action in ("hr_asn_gap_action", "hr_asn_gap_team_action"):
                self.opened(who, action)
                costs[role, action] = self.opened(who, action)
        return costs

    def test_opening_takes_few_queries_whatever_the_number(self):
        for number in (2, 2 * PAGE):
            boss, _people = self.team_of(number)
            self.fill(self.plan(boss), results=2)
            for (role, action), (cost, found) in self.costs(boss).items():
                with self.subTest(number, role=role, action=action):
                    self.assertLessEqual(cost, self.BOUNDS[role])
                    if action == "hr_asn_gap_action":
                        self.assertLessEqual(len(found), PAGE)
                        self.assertGreater(len(found), min(number, PAGE) - 1)

    def test_the_list_shows_all_columns_of_the_view(self):
        boss, people = self.team_of(2)
        self.fill(self.plan(boss), results=1)
        _cost, found = self.opened(boss, "hr_asn_gap_team_action")
        told = [(one["kind"], one["name"], one["text"]) for one in found]
        self.assertEqual(told[0], ("result", "Pimpinan 2", "Hasil 1"))
        self.assertEqual(told[1:], [("person", one.name, False) for one in people])
        first = found[1]
        self.assertEqual(first["appraiser_name"], "Pimpinan 2")
        self.assertEqual(first["state"], "draft")
        unit = "Dinas Kesehatan / Puskesmas Contoh Barat / Seksi Staf 2/0"
        self.assertEqual(first["unit"], unit)
