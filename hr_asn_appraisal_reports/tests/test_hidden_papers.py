"""Whatever is done: until delivery no paper and no recap tells of one's rating.

The walks of the core's property, in which papers and lists are asked for.
"""

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.hr_asn_appraisal.tests.common import (
    ADMIN,
    AUDITOR,
    OFFICER,
    TEAM,
    AsnCommon,
)
from odoo.addons.hr_asn_appraisal.tests.test_hidden_property import (
    NUMBERS,
    OTHER,
    QUIET,
    NextWorlds,
)

from ..models.hr_asn_paper import PAPERS

# In an order in which a paper is printed of what is delivered and of what is not.
SEED = 1


class PaperWorlds(NextWorlds):
    """What somebody is told are the papers that he may print, and the recaps."""

    def told(self, who):
        env = self.by(self.own, who).env
        asked = {
            **{kind: lambda kind=kind: self._papers(env, kind) for kind in PAPERS},
            "recap": lambda: self._recap(env),
            "recap of the period": lambda: self._recap(env, self.own.period_id.id),
            "recaps": lambda: self._rows(env["hr.asn.analysis"]),
        }
        return {name: self._answer(ask) for name, ask in asked.items()}

    def _papers(self, env, kind):
        """Return the content of all papers of a kind, or why there is none."""
        records = env[PAPERS[kind].model].search([], order="id")
        forms, refusals = env["hr.asn.paper"]._try_forms(kind, records)
        found = forms | {key: str(refusal) for key, refusal in refusals.items()}
        return [NUMBERS.sub(r"\1#", str(found[key])) for key in records.ids]

    def _recap(self, env, *period):
        cycle = env["hr.asn.cycle"].browse(self.cycle.id)
        return cycle._asn_recap(*map(env["hr.asn.period"].browse, period))


@tagged("post_install", "-at_install")
class TestNoPaperTellsBefore(PaperWorlds, AsnCommon):
    @mute_logger(*QUIET)
    def test_both_worlds_print_the_same(self):
        self.compare(SEED, self.staff)
        self.assertIn("deliver_the_first", self.done)

    @mute_logger(*QUIET)
    def test_also_where_he_is_officer_team_and_auditor(self):
        self.staff.user_id.group_ids = [
            (4, self.env.ref(name).id) for name in (OFFICER, TEAM, ADMIN, AUDITOR)
        ]
        self.compare(SEED, self.staff)

    @mute_logger(*QUIET)
    def test_once_delivered_they_print_the_difference(self):
        """Else the papers would say nothing, and this would test nothing."""
        here, there = map(self.delivered, (lambda code: code, OTHER.get))
        self.assertNotEqual(here["staff"], there["staff"])
