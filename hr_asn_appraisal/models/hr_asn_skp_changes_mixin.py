from odoo import api, fields, models

from .. import differences
from ..days import in_words
from ..law.states import CHECKED, PENDING, RETURNED, REVISING, SUBMITTED
from .hr_asn_difference_words import DifferenceWords

# While a plan is in one of these, it may differ from the version in force.
CHANGING = (REVISING, SUBMITTED, CHECKED, RETURNED)
# The cell in which a field of an indicator stands.
CELLS = {"text": "name", "aspect": "aspect_id"}
NOTHING = {"count": 0, "note": "", "rows": [], "old": {}}


class HrAsnSkpChangesMixin(models.AbstractModel):
    """What of a plan differs from what is in force, or from where it came from."""

    _name = "hr.asn.skp.changes.mixin"
    _description = "ASN plan compared"

    # {"count", "note": with what it is compared, "rows": side by side, "old": what
    # stood in the cells of {id of an indicator or result: {field: words}}}
    changes = fields.Json(
        compute="_compute_changes", compute_sudo=True, export_string_translation=False
    )
    is_compared = fields.Boolean(
        compute="_compute_changes", compute_sudo=True, export_string_translation=False
    )
    is_changing = fields.Boolean(
        compute="_compute_is_changing", export_string_translation=False
    )
    next_version = fields.Integer(
        compute="_compute_is_changing", export_string_translation=False
    )

    @api.depends("state", "version_number")
    def _compute_is_changing(self):
        """Say whether there is a version in force that the plan is to follow."""
        for skp in self:
            skp.is_changing = bool(skp.version_number) and skp.state in CHANGING
            skp.next_version = skp.version_number + 1

    @api.depends("state", "version_number")
    @api.depends_context("lang")
    def _compute_changes(self):
        """Compare what would be sealed now; with all rights of who reads the plan."""
        origin = self._origin
        revised = origin.filtered("is_changing")
        fresh = origin.filtered(
            lambda skp: skp.state in PENDING and not skp.version_number
        )
        found = revised._asn_changes_since() | fresh._asn_changes_from_library()
        for skp in self:
            skp.changes = found.get(skp._origin.id, NOTHING)
            skp.is_compared = skp._origin.id in found

    def _asn_changes_since(self):
        """Return {plan id: changes} of plans since their versions in force."""
        if not self:
            return {}
        proposed, found = self._asn_proposed(), {}
        for skp, version in self._asn_version().items():
            content = version._content()
            note = self.env._(
                "Compared with version %(number)s, in force since %(day)s.",
                number=version.number,
                day=in_words(self.env, version.valid_from),
            )
            differs = differences.compare(content, proposed[skp.id])
            words = DifferenceWords(self.env, content, proposed[skp.id])
            rows = words.rows(differs)
            found[skp.id] = self._asn_side_by_side(note, rows) | {
                "old": self._asn_old_cells(differs, words)
            }
        return found

    @api.model
    def _asn_side_by_side(self, note, rows):
        return NOTHING | {"count": len(rows), "note": note, "rows": rows}

    @api.model
    def _asn_old_cells(self, differs, words):
        """Return {id: {column: what stood there}} of the rows on a screen.

        A row that is new has none of them but the mark of it.
        """
        cells = {differences.INDICATOR: {}, differences.RESULT: {}}
        for one in differs:
            if one.kind in cells and one.what == differences.ADDED:
                cells[one.kind][one.id] = {"new": True}
            if one.kind in cells and one.what == differences.CHANGED:
                cells[one.kind][one.id] = {
                    CELLS.get(field.name, field.name): words.value(
                        one.kind, field.name, field.before
                    )
                    or "–"
                    for field in one.fields
                }
        return cells

    def _asn_proposed(self):
        """Return {plan id: content that would be sealed now}, without the people."""
        today = self.company_id[:1]._asn_today()
        behaviors = self._asn_behaviors()
        results = self.env["hr.asn.rhk"]._asn_contents(self)
        return {
            skp.id: skp._asn_content(
                {}, behaviors[skp]._asn_content(), results[skp.id], today
            )
            for skp in self
        }

    # -- the library ----------------------------------------------------------

    def _asn_changes_from_library(self):
        """Return {plan id: changes} of first versions against the library's lines.

        Only results that came from it: what somebody wrote himself is not compared.
        """
        found = {}
        taken = self.rhk_ids.filtered("goal_id")
        if not taken:
            return found
        # In one batch with the others, so that the library is read once.
        own = {rhk.id: rhk for rhk in taken}
        note = self.env._("Compared with the lines of the library it came from.")
        for skp_id, content in taken.skp_id._asn_proposed().items():
            now = [
                one | {"links": []} for one in content["results"] if one["id"] in own
            ]
            offered = {
                "results": [self._asn_offered(own[one["id"]], one) for one in now]
            }
            now = {"results": now}
            words = DifferenceWords(self.env, offered, now)
            rows = words.rows(differences.compare(offered, now))
            found[skp_id] = self._asn_side_by_side(note, rows)
        return found

    @api.model
    def _asn_offered(self, rhk, result):
        """Return a result, as it would be sealed, in the words of the library."""
        sources = rhk.iki_ids._asn_library_lines()
        own = {one["id"]: one for one in result["indicators"]}
        known = {line.id: own[key] for line, key in sources.items() if key in own}
        return result | {
            "text": rhk.goal_id.name,
            "kind": rhk.goal_id.kind,
            "classification": rhk.goal_id.classification or "",
            "indicators": [
                known.get(line.id, {"id": -line.id}) | line._asn_content()
                for line in rhk.goal_id.indicator_ids
            ],
        }
