"""What early releases sealed is read to this day; what they did not keep is said.

``evaluasi_lama.json`` holds one content of each release, as its code wrote it.
"""

import json
from pathlib import Path

from odoo.tests import tagged

from .. import seal
from .common import AsnCommon
from .test_objection import Objecting

CONTENTS = json.loads(
    Path(__file__).with_name("data").joinpath("evaluasi_lama.json").read_text()
)
EARLY = ("19.0.1.0.0", "19.0.1.1.0", "19.0.1.2.0", "19.0.1.2.0 annual")
LATER = ("19.0.1.3.0", "19.0.1.4.0")
NOT_KEPT = "not kept in documents of that time"


@tagged("post_install", "-at_install")
class TestBasisEarly(Objecting, AsnCommon):
    def sealed(self, release):
        """Let the first quarter be what a release sealed; return the employee's page.

        It kept no proposal before 19.0.1.3.0.
        """
        sealed = seal.seal(CONTENTS[release] | {"evaluation": self.q1.id})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_document SET content = %(content)s, sha256 = %(sha256)s"
            " WHERE evaluation_id = %(evaluation)s AND kind = 'evaluation'",
            sealed | {"evaluation": self.q1.id},
        )
        if release in EARLY:
            self.env.cr.execute(
                "DELETE FROM hr_asn_rating WHERE kind = 'proposed'"
                " AND evaluation_id = %s",
                [self.q1.id],
            )
        self.fresh()
        return self.by(self.q1, self.staff)

    def each(self, releases):
        """Yield the page of each release; each is taken back."""
        for release in releases:
            with self.subTest(release), self.cr.savepoint() as savepoint:
                yield self.sealed(release)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_what_was_not_kept_is_said_and_is_no_zero(self):
        for page in self.each(EARLY):
            basis = page.basis
            self.assertEqual(basis["not_kept"], NOT_KEPT)
            self.assertIsNone(basis["behaviors"])
            (result,) = basis["results"]
            self.assertIsNone(result["feedback"])
            (iki,) = result["indicators"]
            self.assertEqual((iki["reached"], iki["tone"]), (NOT_KEPT, ""))
            self.assertEqual(page.unit_result, NOT_KEPT)
            steps = {one["key"]: one for one in page.basis_steps}
            self.assertEqual(steps["proposed"]["where"], NOT_KEPT)
            self.assertIn("Meets", steps["given"]["where"])

    def test_what_was_kept_is_shown(self):
        for page in self.each(EARLY + LATER):
            (result,) = page.basis["results"]
            self.assertEqual(result["name"], "Vaksinasi")
            self.assertEqual([one["name"] for one in result["evidence"]], ["Rekap"])
            (iki,) = result["indicators"]
            self.assertEqual((iki["target"], iki["baseline"]), ("394 anak", "392"))
            self.assertIn(iki["actual"], ("98,5", "300"))

    def test_what_a_later_release_kept_as_none_is_none(self):
        for page in self.each(LATER):
            (result,) = page.basis["results"]
            self.assertEqual(result["feedback"], [])
            (value,) = page.basis["behaviors"]
            self.assertEqual((value["name"], value["feedback"]), ("Loyal", []))
            self.assertEqual(page.unit_result, "not set yet")

    def test_the_explanation_says_that_none_was_kept(self):
        for page in self.each(EARLY):
            told = page.explain()
            self.assertEqual(told, {"result": None, "behavior": None, "not_kept": True})

    def test_facts_of_an_objection_are_not_zero(self):
        """Neither "0 of 0 measured" nor "none" stands for what nobody kept."""
        one = self.file()
        for _page in self.each(EARLY):
            facts = self.by(one, self.boss).facts
            lines = {line["key"]: line["value"] for line in facts["lines"]}
            self.assertEqual(facts["missed"], [])
            self.assertEqual(lines["reached"], NOT_KEPT)
            self.assertEqual(lines["feedback"], NOT_KEPT)

    def test_what_was_opened_again_tells_what_was_delivered_before(self):
        for _page in self.each(EARLY):
            self.by(self.q1, self.chief).action_reopen("Bukti terlewat")
            self.by(self.q1, self.boss).action_rate("sesuai", "sesuai", "Tetap")
            self.by(self.q1, self.boss).action_deliver()
            self.fresh()
            page = self.by(self.q1, self.staff)
            first, *_rest = page.basis_steps
            self.assertEqual((first["key"], first["badge"]), ("reopened/0", "Good"))
            self.assertEqual(len(page.basis["behaviors"]), 7)
            self.assertNotIn("not_kept", page.explain())
