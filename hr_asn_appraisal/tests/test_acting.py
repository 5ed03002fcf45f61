"""Who acts in a post rates from it: said above his list, which shows it alone."""

from odoo.tests import tagged

from ..law import codes
from .common import YEAR, AsnCommon
from .test_tours import PHONE, AsnTourCase

DAY = f"{YEAR}-04-02"
POST = "Kepala Dinas Kesehatan"


class ActingFixture:
    """Aisyah leads the clinic and acts as head of the office above it, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.acting = cls.act(cls.office, post=POST, date_to=f"{YEAR}-06-30")
        cls.planner = cls._person("Putri")
        cls._assign(cls.planner, cls.boss, cls.office, cls.mayor)
        quarters = [cls.quarter(one, 1) for one in (cls.staff, cls.planner)]
        cls.set_day(DAY)
        for quarter in quarters:
            cls.bring_evaluation(quarter, "submitted")

    @classmethod
    def act(cls, unit, status=codes.PLT, **values):
        """Let Aisyah act in a post of a unit."""
        return cls._assign(
            cls.boss, cls.chief, unit, cls.mayor, status=status, **values
        )

    def bands(self, who):
        return self.by(self.env["hr.asn.evaluation"], who).acting_posts()

    def people(self, band, who):
        """Return the names in the list of an appraiser under the filter of a band."""
        rows = self.by(self.env["hr.asn.evaluation"], who)
        led = [("appraiser_id.user_id", "=", who.user_id.id)]
        return set(rows.search(led + band["domain"]).mapped("name"))


@tagged("post_install", "-at_install")
class TestActing(ActingFixture, AsnCommon):
    def test_the_band_names_post_and_end(self):
        (band,) = self.bands(self.boss)
        self.assertEqual(band["id"], self.acting.id)
        self.assertEqual(band["filter"], "Plt. Kepala Dinas Kesehatan")
        # The name of the month is that of the language of the database.
        self.assertRegex(
            band["sentence"],
            r"^You rate as Plt\. Kepala Dinas Kesehatan until 30 (June|Juni) 2026\.$",
        )

    def test_the_list_begins_with_a_post_only_while_somebody_of_it_waits(self):
        (band,) = self.bands(self.boss)
        self.assertTrue(band["waits"])
        quarter = self.by(self.quarter(self.planner, 1), self.boss)
        quarter.action_rate("sesuai", "sesuai", "Alasan")
        quarter.action_deliver()
        (band,) = self.bands(self.boss)
        self.assertFalse(band["waits"])
        self.assertEqual(self.people(band, self.boss), {"Putri"})

    def test_a_post_without_an_end_is_said_without_one(self):
        self.acting.date_to = False
        (band,) = self.bands(self.boss)
        self.assertEqual(band["sentence"], "You rate as Plt. Kepala Dinas Kesehatan.")

    def test_who_does_not_act_today_has_no_band(self):
        self.assertEqual(self.bands(self.staff), [])
        self.assertEqual(self.bands(self.officer), [])
        self.set_day(f"{YEAR}-07-01")
        self.assertEqual(self.bands(self.boss), [], "ended the day before")
        self.acting.write({"date_from": f"{YEAR}-08-01", "date_to": False})
        self.assertEqual(self.bands(self.boss), [], "not begun")

    def test_the_filter_leaves_out_the_unit_of_the_own_post(self):
        (band,) = self.bands(self.boss)
        self.assertEqual(self.people(band, self.boss), {"Putri"})

    def test_a_post_below_the_own_one_has_its_unit(self):
        """Head of the office, acting in the clinic: the clinic, and no more."""
        posts = self.env["hr.asn.assignment"]
        own = posts.search(
            [("employee_id", "=", self.boss.id), ("department_id", "=", self.clinic.id)]
        )
        own.status = codes.PLH
        self.acting.write({"status": codes.DEFINITIF, "date_to": False})
        (band,) = self.bands(self.boss)
        self.assertEqual(band["filter"], "Plh. Perawat Terampil")
        self.assertEqual(self.people(band, self.boss), {"Dewi"})

    def test_each_acting_post_has_its_band_where_somebody_is_rated_from_it(self):
        self.act(self.school_office, codes.PJB, post="Kepala Dinas Pendidikan")
        self.assertEqual(len(self.bands(self.boss)), 1)
        teacher = self._person("Guntur")
        self._assign(teacher, self.boss, self.school_office, self.mayor)
        self.by(self.cycle, self.officer).action_open()
        self.env.invalidate_all()
        self.quarter(teacher, 1)
        bands = self.bands(self.boss)
        self.assertEqual(
            [band["filter"] for band in bands],
            ["Plt. Kepala Dinas Kesehatan", "Pj. Kepala Dinas Pendidikan"],
        )
        self.assertEqual(self.people(bands[0], self.boss), {"Putri"})
        self.assertEqual(self.people(bands[1], self.boss), {"Guntur"})

    def test_figures_follow_the_filter(self):
        (band,) = self.bands(self.boss)
        led = [("appraiser_id.user_id", "=", self.boss.user_id.id)]
        own = self.by(self.env["hr.asn.evaluation"], self.boss)
        quarter = [("period_id.number", "=", 1), ("kind", "=", "periodic")]
        rows = led + quarter
        self.assertEqual(own.team_figures(rows)["total"], 2)
        self.assertEqual(own.team_figures(rows + band["domain"])["total"], 1)

    def test_the_bands_cost_few_queries(self):
        self.bands(self.boss)
        own = self.by(self.env["hr.asn.evaluation"], self.boss)
        before = self.cr.sql_log_count
        own.acting_posts()
        self.assertLessEqual(self.cr.sql_log_count - before, 6)


@tagged("post_install", "-at_install")
class TestActingOnScreen(ActingFixture, AsnTourCase):
    def test_one_click_shows_the_people_of_the_post(self):
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_acts", self.boss)

    def test_one_tap_shows_them_on_a_phone(self):
        self.browser_size = PHONE
        self.touch_enabled = True
        self.tour("/odoo/team-ratings", "hr_asn_appraiser_acts", self.boss)
