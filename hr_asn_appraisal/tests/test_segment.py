"""The year of somebody who changed posts, put together of its stretches."""

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..law import merge
from ..models.hr_asn_merge_words import MergeWords
from .common import YEAR, AsnCommon, AsnHttpCommon

REASON = "Sesuai kesepakatan dengan pimpinan kedua unit."


# Of the language that the database has.
MONTHS = {"Januari": "January", "Oktober": "October", "Desember": "December"}


def told(year):
    """Return how a year is said to be made, in lines, with English months."""
    note = year.merge_note or ""
    for name, english in MONTHS.items():
        note = note.replace(name, english)
    return note.split("\n")


class SegmentFixture:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.evidence_gate = False
        cls.old = cls.open_evaluations(cls.staff).skp_id
        cls.by(cls.old.assignment_id, cls.officer).date_to = f"{YEAR}-09-30"
        post = cls._assign(
            cls.staff,
            cls.foreign_boss,
            cls.school_office,
            date_from=f"{YEAR}-10-01",
            post="Pengawas",
        )
        cls.by(cls.cycle, cls.officer).action_open()
        cls.new = cls.bring_plan(post.skp_ids, "approved")
        cls.by(cls.cycle, cls.officer).action_open_periods()
        cls.env.invalidate_all()
        cls.year = cls.new.evaluation_ids.filtered(lambda one: one.kind == "annual")

    @classmethod
    def rate_periods(cls, plan, *ratings):
        """Deliver the periods of a plan with these (result, behaviour), in order."""
        periods = plan.evaluation_ids.filtered(lambda one: one.kind == "periodic")
        for one, axes in zip(periods.sorted("date_to"), ratings, strict=True):
            cls.reach(one.date_to)
            cls.bring_evaluation(one, "delivered", *axes, REASON)

    @classmethod
    def rate_both(cls):
        """Nine months above, then three as expected."""
        cls.rate_periods(cls.old, *[("di_atas", "sesuai")] * 3)
        cls.rate_periods(cls.new, ("sesuai", "di_atas"))
        cls.reach(cls.year.date_to)
        cls.by(cls.year, cls.staff).action_submit()
        return cls.by(cls.year, cls.foreign_boss)


@tagged("post_install", "-at_install")
class TestSegments(SegmentFixture, AsnCommon):
    def test_the_policy_says_which_post_makes_the_year(self):
        self.rate_both()
        found = {}
        for rule in merge.RULES:
            self.policy.merge_rule = rule
            year = self.by(self.year, self.foreign_boss)
            found[rule] = (year.proposed_result, year.proposed_behavior)
        self.assertEqual(
            found,
            {
                "last_unit": ("sesuai", "di_atas"),
                "longest": ("di_atas", "sesuai"),
                "month_weighted": ("di_atas", "sesuai"),
            },
        )

    def test_it_is_told_down_to_the_periods(self):
        year = self.rate_both()
        tree = year.explain()["result"]
        self.assertEqual((tree["rule"], tree["value"]), ("last_unit", "sesuai"))
        told = [
            (leaf["ref"], leaf["months"], leaf["value"], len(leaf["leaves"]))
            for leaf in tree["leaves"]
        ]
        self.assertEqual(
            told,
            [
                (["hr.asn.skp", self.old.id], 9, "di_atas", 3),
                (["hr.asn.skp", self.new.id], 3, "sesuai", 1),
            ],
        )
        below = [one["ref"][0] for one in tree["leaves"][0]["leaves"]]
        self.assertEqual(below, ["hr.asn.evaluation"] * 3)

    def test_a_stretch_without_ratings_is_no_zero(self):
        self.rate_periods(self.old, *[("di_bawah", "sesuai")] * 3)
        self.reach(self.year.date_to)
        year = self.by(self.year, self.foreign_boss)
        self.policy.merge_rule = merge.LONGEST
        self.assertEqual(year.proposed_result, "di_bawah")
        leaf = year.explain()["result"]["leaves"][1]
        self.assertEqual((leaf["value"], leaf["months"]), (None, 3))

    def test_rows_are_written_with_the_rating_and_sealed_with_the_paper(self):
        year = self.rate_both()
        self.assertFalse(year.segment_ids)
        year.action_rate("sesuai", "di_atas", REASON)
        rows = [
            (one.skp_id, one.months, one.result, one.behavior, one.predikat)
            for one in self.year.sudo().segment_ids
        ]
        expected = [
            (self.old, 9, "di_atas", "sesuai", "baik"),
            (self.new, 3, "sesuai", "di_atas", "baik"),
        ]
        self.assertEqual(rows, expected)
        year.action_rate("sesuai", "sesuai", REASON)
        self.assertEqual(len(self.year.sudo().segment_ids), 2)
        year.action_deliver()
        content = self.year.sudo().document_ids._content()
        self.assertEqual(content["merged"]["rule"], "last_unit")
        told = [
            (one["post"], one["date_from"], one["date_to"], one["months"])
            for one in content["segments"]
        ]
        old_post = self.old._asn_post()
        self.assertEqual(
            told,
            [
                (old_post, f"{YEAR}-01-01", f"{YEAR}-09-30", 9),
                ("Pengawas", f"{YEAR}-10-01", f"{YEAR}-12-31", 3),
            ],
        )

    def note(self):
        return told(self.by(self.year, self.foreign_boss))

    def delivered(self, rule, rate=None):
        """Deliver the year by a rule; return what its paper has merged."""
        self.policy.merge_rule = rule
        year = rate() if rate else self.rate_both()
        self.assertFalse(year.merge_note)
        year.action_rate("sesuai", "di_atas", REASON)
        year.action_deliver()
        return self.year.sudo().document_ids._content()["merged"]

    def rate_first(self):
        self.rate_periods(self.old, *[("di_bawah", "sesuai")] * 3)
        self.reach(self.year.date_to)
        self.by(self.year, self.staff).action_submit()
        return self.by(self.year, self.foreign_boss)

    def test_months_are_told_as_the_sum_that_they_are(self):
        merged = self.delivered(merge.MONTH_WEIGHTED)
        self.assertEqual(merged["rule"], "month_weighted")
        self.assertEqual(
            merged["result"],
            {
                "value": "di_atas",
                "terms": [["di_atas", 9], ["sesuai", 3]],
                "months": 12,
                "is_tie": False,
            },
        )
        self.assertEqual((merged["missing"], merged["shared"]), ([], []))
        told = [
            "Work Results: Above Expectation 9 months + Meets Expectation 3 months "
            "= 12 months → Above Expectation.",
            "Behaviour: Meets Expectation 9 months + Above Expectation 3 months "
            "= 12 months → Meets Expectation.",
        ]
        self.assertEqual(self.note(), told)
        self.policy.merge_rule = merge.LAST_UNIT
        self.assertEqual(self.note(), told, "as it was put together")

    def test_the_last_post_says_that_it_makes_the_year(self):
        self.delivered(merge.LAST_UNIT)
        told = (
            "The post held last makes the year: Pengawas, 1 October to 31 December "
            f"{YEAR} → Meets Expectation · Above Expectation."
        )
        self.assertEqual(self.note(), [told])

    def test_the_longest_post_says_how_long_it_was(self):
        self.delivered(merge.LONGEST)
        told = (
            f"The post held longest makes the year: {self.old._asn_post()}, 1 January "
            f"to 30 September {YEAR} (273 days) → Above Expectation · Meets "
            "Expectation."
        )
        self.assertEqual(self.note(), [told])

    def test_months_that_nobody_rated_are_named(self):
        merged = self.delivered(merge.MONTH_WEIGHTED, self.rate_first)
        self.assertEqual(
            (merged["missing"], merged["result"]["months"]), ([10, 11, 12], 9)
        )
        self.assertEqual(
            self.note(),
            [
                "Work Results: Below Expectation 9 months = 9 months → Below "
                "Expectation.",
                "Behaviour: Meets Expectation 9 months = 9 months → Meets Expectation.",
                "Not rated and therefore not counted: October to December (3 months).",
            ],
        )

    def test_a_last_post_that_was_not_rated_leaves_no_year_in_one_post(self):
        """It proposes nothing; the paper still has both posts and what is missing."""
        merged = self.delivered(merge.LAST_UNIT, self.rate_first)
        rows = self.year.sudo().segment_ids
        self.assertEqual(rows.mapped("result"), ["di_bawah", False])
        self.assertEqual(rows.mapped("months"), [9, 3])
        self.assertEqual(merged["decided"]["result"], "")
        self.assertEqual(
            self.note(),
            [
                "The post held last makes the year: Pengawas, 1 October to 31 "
                f"December {YEAR} → not rated.",
                "Not rated and therefore not counted: October to December (3 months).",
            ],
        )

    def test_who_stayed_has_no_segments(self):
        plan = self.open_evaluations(self.peer).skp_id
        self.rate_periods(plan, *[("sesuai", "sesuai")] * 4)
        year = plan.evaluation_ids.filtered(lambda one: one.kind == "annual")
        self.reach(year.date_to)
        self.bring_evaluation(year, "delivered", "sesuai", "sesuai", REASON)
        self.assertFalse(year.sudo().segment_ids)
        self.assertNotIn("segments", year.sudo().document_ids._content())

    def test_nobody_writes_them(self):
        year = self.rate_both()
        year.action_rate("sesuai", "di_atas", REASON)
        row = year.segment_ids[:1]
        values = {"evaluation_id": year.id, "skp_id": self.new.id, "months": 12}
        for act in (
            lambda: row.sudo().write({"months": 12}),
            lambda: row.sudo().create(values),
            lambda: row.sudo().unlink(),
        ):
            with self.assertRaises(AccessError):
                act()


@tagged("post_install", "-at_install")
class TestSegmentsInNumbers(SegmentFixture, AsnCommon):
    """Three quarters in one post, one in another; what is merged is added by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy.scoring = "pp30_numeric"

    def give(self, plan, *values):
        periods = plan.evaluation_ids.filtered(lambda one: one.kind == "periodic")
        for one, skp in zip(periods.sorted("date_to"), values, strict=True):
            self.reach(one.date_to)
            self.by(one, self.staff).action_submit()
            own = self.by(one, one.appraiser_id)
            typed = {"draft_skp_points": skp, "draft_behavior_points": "90"}
            own.write(typed | {"draft_reason": REASON})
            own.action_deliver()

    def year_of(self, rule):
        self.policy.merge_rule = rule
        self.give(self.old, "90", "95", "100")
        self.give(self.new, "88")
        self.reach(self.year.date_to)
        self.by(self.year, self.staff).action_submit()
        return self.by(self.year, self.foreign_boss)

    def test_months_weigh_values(self):
        year = self.year_of(merge.MONTH_WEIGHTED)
        # (90 + 95 + 100) / 3 = 95; (9 x 95 + 3 x 88) / 12 = 93.25
        self.assertEqual(year.proposed_points, "93,25")
        tree = year.explain()["result"]
        told = [(leaf["months"], leaf["points"]) for leaf in tree["leaves"]]
        self.assertEqual((tree["points"], told), (9325, [(9, 9500), (3, 8800)]))
        table = year.year_periods
        posts = [period["post"] for period in table["periods"]]
        self.assertEqual((len(posts), posts[-1]), (4, "Pengawas"))
        values = next(row for row in table["rows"] if row["key"] == "score")
        # 0.7 x 90 + 0.3 x 90, 0.7 x 95 + 27, 0.7 x 100 + 27, 0.7 x 88 + 27
        words = [cell["words"] for cell in values["cells"]]
        self.assertEqual(words, ["90", "93,5", "97", "88,6"])
        year.write({"draft_behavior_points": "90", "draft_reason": REASON})
        rows = self.year.sudo().segment_ids
        self.assertEqual(rows.mapped("value"), ["95", "88"])
        year.action_deliver()
        content = self.year.sudo().document_ids._content()
        total = "(9 × 95,00 + 3 × 88,00) ÷ 12 = 93,25"
        self.assertEqual(content["merged"]["points"], total)
        self.assertIsNone(content["merged"]["result"])
        self.assertEqual(
            self.by(self.year, self.foreign_boss).merge_note,
            f"Value of Results: {total}.",
        )
        self.assertEqual([one["value"] for one in content["segments"]], ["95", "88"])

    def test_behaviour_in_words_is_counted_beside_values(self):
        """Nine months of 95 and three of 88, and behaviour once as expected."""
        days = [("01-01", "09-30", 9, "95", "sesuai")]
        days += [("10-01", "12-31", 3, "88", "di_atas")]
        kept = self.env["hr.asn.evaluation.segment"].sudo()
        rows = kept._asn_settle(
            {
                self.year: [
                    {
                        "skp_id": plan.id,
                        "post": plan._asn_post(),
                        "date_from": f"{YEAR}-{start}",
                        "date_to": f"{YEAR}-{end}",
                        "months": months,
                        "rule": merge.MONTH_WEIGHTED,
                        "value": value,
                        "result": "sesuai",
                        "behavior": behavior,
                    }
                    for plan, (start, end, months, value, behavior) in zip(
                        (self.old, self.new), days, strict=True
                    )
                ]
            }
        )
        merged = rows._asn_merged()
        self.assertEqual(merged["points"], "(9 × 95,00 + 3 × 88,00) ÷ 12 = 93,25")
        self.assertIsNone(merged["result"])
        self.assertEqual(
            merged["behavior"],
            {
                "value": "sesuai",
                "terms": [["sesuai", 9], ["di_atas", 3]],
                "months": 12,
                "is_tie": False,
            },
        )
        said = "\n".join(MergeWords(self.env, merged).lines())
        self.assertIn("Behaviour: Meets Expectation 9 months", said)

    def test_the_last_post_and_the_longest(self):
        year = self.year_of(merge.LAST_UNIT)
        self.assertEqual(year.proposed_points, "88")
        self.policy.merge_rule = merge.LONGEST
        self.env.invalidate_all()
        self.assertEqual(year.proposed_points, "95")


@tagged("post_install", "-at_install")
class TestActingSegments(SegmentFixture, AsnCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        plt = cls._assign(
            cls.staff,
            cls.foreign_boss,
            cls.school_office,
            status="plt",
            date_from=f"{YEAR}-10-01",
            post="Kepala Seksi",
        )
        cls.by(cls.cycle, cls.officer).action_open()
        cls.acting = cls.bring_plan(plt.skp_ids, "approved")
        cls.by(cls.cycle, cls.officer).action_open_periods()
        cls.env.invalidate_all()

    def test_acting_posts_count_where_the_policy_says_so(self):
        self.rate_both()
        self.rate_periods(self.acting, ("di_bawah", "sesuai"))
        self.policy.merge_rule = merge.MONTH_WEIGHTED
        found = []
        for counts in (False, True):
            self.policy.merges_acting = counts
            tree = self.by(self.year, self.foreign_boss).explain()["result"]
            found.append({leaf["ref"][1] for leaf in tree["leaves"]})
        own = {self.old.id, self.new.id}
        self.assertEqual(found, [own, own | {self.acting.id}])

    def test_months_in_two_posts_are_named(self):
        """Nine, three and three: fifteen, because the last three count for both."""
        self.policy.write({"merge_rule": merge.MONTH_WEIGHTED, "merges_acting": True})
        year = self.rate_both()
        self.rate_periods(self.acting, ("di_bawah", "sesuai"))
        year = self.by(self.year, self.foreign_boss)
        year.action_rate("sesuai", "sesuai", REASON)
        self.assertEqual(
            told(year),
            [
                "Work Results: Above Expectation 9 months + Meets Expectation 3 months "
                "+ Below Expectation 3 months = 15 months → Above Expectation.",
                "Behaviour: Meets Expectation 12 months + Above Expectation 3 months "
                "= 15 months → Meets Expectation.",
                "October to December: Pengawas, Plt. Kepala Seksi held at once, "
                "counted for each.",
                "So the months add up to 15, not to 12.",
            ],
        )

    def test_no_more_than_a_year_is_not_called_more(self):
        """Who came in the year holds two posts at once, and has eleven or twelve."""
        shared = [{"months": [11, 12], "posts": ["Pengawas", "Plt. Kepala Seksi"]}]
        parts = dict.fromkeys(("result", "behavior", "points", "decided", "missing"))
        for months, lines in ((11, 1), (12, 1), (13, 2)):
            merged = parts | {"months": months, "shared": shared}
            said = list(MergeWords(self.env, merged).lines())
            self.assertEqual(len(said), lines, said)
        self.assertEqual(said[-1], "So the months add up to 13, not to 12.")

    def test_the_last_unit_is_that_of_the_own_post(self):
        self.rate_both()
        self.rate_periods(self.acting, ("di_bawah", "sesuai"))
        self.policy.merges_acting = True
        year = self.by(self.year, self.foreign_boss)
        self.assertEqual(year.proposed_result, "sesuai")


@tagged("post_install", "-at_install")
class TestSegmentsHidden(SegmentFixture, AsnHttpCommon):
    def _note(self, year):
        """Return how the year was put together, as who is signed in may read it."""
        read, _error = self.rpc("hr.asn.evaluation", "read", [year.id], ["merge_note"])
        return read and read[0]["merge_note"]

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_the_person_reads_them_once_delivered(self):
        year = self.rate_both()
        year.action_rate("sesuai", "di_atas", REASON)
        domain = [("evaluation_id", "=", year.id)]
        found = {}
        for state in ("rated", "delivered"):
            for who in ("staff", "foreign_boss", "team", "peer"):
                self.sign_in(getattr(self, who))
                count, _error = self.rpc(
                    "hr.asn.evaluation.segment", "search_count", domain
                )
                found[state, who] = count
                self.assertEqual(bool(self._note(year)), bool(count), (state, who))
            if state == "rated":
                self.by(self.year, self.foreign_boss).action_deliver()
        self.assertEqual(
            found,
            {
                ("rated", "staff"): 0,
                ("rated", "foreign_boss"): 2,
                ("rated", "team"): 2,
                ("rated", "peer"): 0,
                ("delivered", "staff"): 2,
                ("delivered", "foreign_boss"): 2,
                ("delivered", "team"): 2,
                ("delivered", "peer"): 0,
            },
        )
