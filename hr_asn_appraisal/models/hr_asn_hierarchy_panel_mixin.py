from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

from ..days import span
from ..law import codes
from ..law.hierarchy import ACTING, PERSONAL, SPAN

# So much of the history of a person's appraisers stands beside the list.
HISTORY = 6
# So many reasons why somebody cannot be changed are told beside the list.
TOLD = 3
# Who reads the rows of all units, as the record rule says.
READS_ALL = "hr_asn_appraisal.group_asn_team,hr_asn_appraisal.group_asn_auditor"


class Change(NamedTuple):
    """A change as it is meant: these posts to this person from a day on."""

    people: models.BaseModel
    appraiser: models.BaseModel
    since: object


class HrAsnHierarchyPanelMixin(models.AbstractModel):
    """What stands beside and beneath the list: all of it from the server."""

    _name = "hr.asn.hierarchy.panel.mixin"
    _description = "ASN panel beside hierarchy problems"

    @api.readonly
    def panel(self, appraiser_id=False, since=False):
        """Return what would be after a change of these rows, for the side panel.

        In: the id of the employee who is to appraise (False: the proposal) and the
        day as text (False: the day of the row). Out: dict of title, kind, boxes from
        the top down, moves, refused, history, all texts. Rows one may not read are
        left out; without any it is empty.
        """
        with self._asn_found_once():
            rows = self.search([("id", "in", self.ids)])
            rows.fetch()
        if not rows:
            return {}
        change = rows._asn_meant(appraiser_id, fields.Date.to_date(since))
        return {
            **rows._asn_panel_title(),
            "boxes": rows._asn_boxes(change),
            "moves": rows._asn_moves(change),
            "refused": list(
                change.people._asn_refusals(change.appraiser, change.since).values()
            )[:TOLD],
            "history": rows._asn_appraiser_history() if len(rows) == 1 else [],
        }

    def _asn_meant(self, appraiser_id, since):
        """Return the Change that is meant; without an appraiser where none is named."""
        person = self.env["hr.employee"].search_fetch(
            [
                ("id", "=", appraiser_id or self[:1].proposal_id.id),
                ("company_id", "in", self.env.companies.ids),
            ],
            ["name"],
        )
        return Change(
            self._asn_people(person), person, since or min(self.mapped("since"))
        )

    def _asn_panel_title(self):
        if len(self) > 1:
            return {
                "title": self.env._("%s rows chosen", len(self)),
                "kind": "",
                "unit": "",
            }
        kinds = dict(
            self.assignment_id._fields["asn_kind"]._description_selection(self.env)
        )
        return {
            "title": self.name,
            "kind": kinds.get(self.assignment_id.asn_kind, ""),
            "unit": self.unit_name or "",
        }

    # -- boxes ---------------------------------------------------------------

    def _asn_boxes(self, change):
        """Return who stands above whom after a change, from the top down.

        Each is a dict: ``role``, ``id`` of the employee or False, ``name``, ``text``.
        """
        if self[:1].problem == SPAN and len(self) == 1:
            return [self._asn_below_box(change.people)]
        return [
            *self._asn_above_boxes(change),
            self._asn_appraiser_box(change),
            self._asn_below_box(change.people),
        ]

    def _asn_above_boxes(self, change):
        groups = (
            change.people._asn_by_superior(change.appraiser) if change.appraiser else {}
        )
        return [
            self._asn_party_box("superior", superior)
            for superior in list(groups)[:1]
            if superior
        ]

    def _asn_appraiser_box(self, change):
        """Return the box of the new appraiser, with how many he then appraises."""
        if not change.appraiser:
            text = self.env._("No new appraiser chosen yet")
            return self._asn_box("empty", False, text, "")
        return self._asn_party_box(
            "appraiser", change.appraiser, self._asn_span_text(change)
        )

    @api.model
    def _asn_span_text(self, change):
        # sudo: hr.asn.assignment - a number only, whoever's units they are in
        posts = self.env["hr.asn.assignment"].sudo()
        today = self.env.company._asn_today()
        kept = posts.search_count(
            posts._asn_held_domain(today)
            & Domain("appraiser_id", "=", change.appraiser.id)
            & Domain("id", "not in", change.people.ids)
        )
        return self.env._("appraises %s", kept + len(change.people))

    def _asn_below_box(self, people):
        """Return the box of the one person, or of all whom the rows concern."""
        row = self[:1]
        if len(self) == 1 and row.problem in (*PERSONAL, SPAN):
            return self._asn_box("person", row.employee_id.id, row.name, row.post)
        text = self.env._("%s people", len(people))
        if len(self) > 1:
            return self._asn_box("person", False, text, "")
        if row.problem == ACTING:
            text = self.env._("appraised: %s", text)
        return self._asn_box("person", False, row.name, text)

    @api.model
    def _asn_party_box(self, role, person, note=""):
        """Return the box of somebody with the post that he holds today, if any."""
        posts = self.env["hr.asn.assignment"]
        held = posts._asn_held_by(person, self.env.company._asn_today())
        post = held.get(person, posts)[:1]
        texts = (post._asn_post() if post else "", note)
        # sudo: hr.employee - the name of a party
        name = post.name or person.sudo().name
        return self._asn_box(role, person.id, name, " · ".join(filter(None, texts)))

    @api.model
    def _asn_box(self, role, employee_id, name, text):
        return {"role": role, "id": employee_id, "name": name, "text": text}

    # -- what goes along -----------------------------------------------------

    def _asn_moves(self, change):
        """Return what goes along and what stays: list of (what, what becomes of it)."""
        if not change.people:
            return []
        effects = change.people._asn_effects(change.since)
        told = [
            (
                effects.plans,
                self.env._("Plans"),
                self.env._("%s go to the new appraiser", effects.plans),
            ),
            (
                effects.moving,
                self.env._("Evaluations not yet rated"),
                self.env._("%s go along", effects.moving),
            ),
            (
                effects.earlier,
                self.env._("Of earlier periods"),
                self.env._("%s stay with the former", effects.earlier),
            ),
            (
                effects.rated,
                self.env._("Evaluations rated or delivered"),
                self.env._("%s stay, unchanged", effects.rated),
            ),
        ]
        none = self.env._("none")
        return [(what, fate if count else none) for count, what, fate in told]

    # -- history -------------------------------------------------------------

    def _asn_appraiser_history(self):
        """Return the person's appraisers until now: list of (when, text).

        First what was changed, newest first, then his former posts with the decree.
        As far as the user may read them.
        """
        if not self.employee_id:
            return []
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "=", self.employee_id.id)], order="date_from desc"
        )
        changes = self.env["hr.asn.event"].search(
            [
                ("res_model", "=", posts._name),
                ("res_id", "in", posts.ids),
                ("name", "=", "change_appraiser"),
            ],
            limit=HISTORY,
        )
        agency = self.company_id
        told = [(agency._asn_local_day(one.happened_at), one.note) for one in changes]
        ended = posts.filtered("date_to")
        return (told + [self._asn_ended(post) for post in ended])[:HISTORY]

    @api.model
    def _asn_ended(self, post):
        """Return (from when to when, who appraised) of a post with an end."""
        # sudo: hr.employee - the name of a party
        texts = post.sudo().appraiser_id.name or "–", post._asn_post(), post.decree
        days = span(self.env, post.date_from, post.date_to)
        return days, ", ".join(filter(None, texts))

    # -- beneath -------------------------------------------------------------

    @api.readonly
    @api.model
    def figures(self):
        """Return the line beneath the list: how many people are as they should be.

        Who may read more than his own units is told of all that he may read.
        """
        doubtful = self._read_group(
            [("problem", "in", PERSONAL)], aggregates=["employee_id:count_distinct"]
        )[0][0]
        total = self._asn_staff_count()
        return self.env._(
            "%(right)s of %(total)s people have a right appraiser. Checked %(clock)s.",
            right=self._asn_number(total - doubtful),
            total=self._asn_number(total),
            clock=self.env.company._asn_clock(),
        )

    @api.model
    def _asn_number(self, number):
        return self.env["ir.qweb.field.integer"].value_to_html(number, {})

    @api.model
    def _asn_staff_count(self):
        """Return how many ASN hold a post today in the units of which one reads."""
        # sudo: hr.asn.assignment - a number; agency and units are in the domain
        posts = self.env["hr.asn.assignment"].sudo()
        domain = posts._asn_held_domain(self.env.company._asn_today())
        domain &= Domain("asn_kind", "!=", codes.NON_ASN)
        domain &= Domain("company_id", "in", self.env.companies.ids)
        domain &= Domain("employee_id.active", "=", True)
        if not self.env.user.has_groups(READS_ALL):
            domain &= Domain("asn_in_officer_scope", "=", True)
        return posts._read_group(domain, aggregates=["employee_id:count_distinct"])[0][
            0
        ]
