from odoo import api, fields, models
from odoo.exceptions import UserError

from ..dialogs import dialog
from ..exchange.layouts import NO_TABLE
from .hr_asn_run import DONE, DRAFT
from .hr_asn_run_line import BAD, NEW, OK

# Where a file is on its way: what the status bar of its run shows.
CHOOSE = "file"
CHECK = "check"
PROCESS = "process"
STEPS = [
    (CHOOSE, "Choose File"),
    (CHECK, "Check First"),
    (PROCESS, "Process"),
    (DONE, "Done"),
]

# The wizard that takes another file for a run of its kind.
WIZARDS = {
    "staff": "hr.asn.staff.import",
    "external": "hr.asn.external.import",
    "transfer": "hr.asn.transfer.import",
    "objective": "hr.asn.objective.import",
    "plan": "hr.asn.plan.import",
}


class HrAsnRun(models.Model):
    """What a run that takes a file in shows of it, and lets its starter decide.

    The file is kept, so that its columns can be read in another way and its problem
    rows be given back as they were found.
    """

    _inherit = "hr.asn.run"

    # Closed to everybody, its attachment with it: a report of another system tells
    # ratings that have not been delivered yet. Only code reads it, for its starter.
    file = fields.Binary(readonly=True, copy=False, groups=".")
    has_file = fields.Boolean(compute="_compute_file", export_string_translation=False)
    step = fields.Selection(STEPS, compute="_compute_step")
    file_line = fields.Char("Where the Rows Stand", compute="_compute_file")
    columns = fields.Json(compute="_compute_columns", export_string_translation=False)
    missing_columns = fields.Char("Missing Columns", compute="_compute_file")
    is_strict = fields.Boolean(compute="_compute_file", export_string_translation=False)
    makes_accounts = fields.Boolean(
        compute="_compute_file", export_string_translation=False
    )
    has_report = fields.Boolean(
        compute="_compute_report", export_string_translation=False
    )
    valid_count = fields.Integer("Can Be Processed", compute="_compute_report")
    new_count = fields.Integer("New", compute="_compute_report")
    changed_count = fields.Integer("Changed", compute="_compute_report")
    unchanged_count = fields.Integer("Unchanged", compute="_compute_report")
    refused_count = fields.Integer("Skipped Rows", compute="_compute_report")
    valid_hint = fields.Char("Without Superior", compute="_compute_report")
    changed_hint = fields.Char("Changed Columns", compute="_compute_report")
    new_line_ids = fields.One2many(
        "hr.asn.run.line", "run_id", "New Employees", domain=[("outcome", "=", NEW)]
    )
    move_line_ids = fields.One2many(
        "hr.asn.run.line",
        "run_id",
        "Changes of Posts",
        domain=[("run_id.kind", "=", "transfer"), ("outcome", "!=", BAD)],
    )
    plan_line_ids = fields.One2many(
        "hr.asn.run.line",
        "run_id",
        "Plans",
        domain=[("run_id.kind", "=", "plan"), ("outcome", "!=", BAD)],
    )
    account_line_ids = fields.One2many(
        "hr.asn.run.line", "run_id", "Accounts", domain=[("makes_account", "=", True)]
    )
    end_line = fields.Char("Result", compute="_compute_lines")
    resume_line = fields.Char("Continued", compute="_compute_lines")

    @api.depends("state", "params")
    def _compute_step(self):
        for run in self:
            if run.state == DRAFT:
                run.step = CHECK if run.has_file and not run.missing_columns else CHOOSE
            else:
                run.step = DONE if run.state == DONE else PROCESS

    @api.depends("params", "state")
    @api.depends_context("lang", "tz")
    def _compute_file(self):
        for run in self:
            params = run.params or {}
            run.has_file = "headings" in params
            run.is_strict = params.get("strict", False)
            run.makes_accounts = params.get("accounts", False)
            run.missing_columns = ", ".join(params.get("missing", ()))
            run.file_line = run.has_file and " · ".join(run._asn_file_parts(params))

    def _asn_file_parts(self, params):
        """Yield what is said of a file: sheet, heading, rows, when it came."""
        if params.get("sheet"):
            yield self.env._("Sheet “%s”", params["sheet"])
        yield self.env._("headings in row %s", params["heading_row"])
        yield self.env._("%s rows", params.get("file_rows", 0))
        if params.get("uploaded_at"):
            moment = fields.Datetime.to_datetime(params["uploaded_at"])
            agency = self.company_id or self.env.company
            yield self.env._("uploaded %s", agency._asn_local_text(moment))
        if self.state == DRAFT:
            yield self.env._("no data has been changed yet")

    @api.depends("params")
    @api.depends_context("lang")
    def _compute_columns(self):
        """List the headings with what they are taken for, and what can be chosen.

        A heading nobody has decided on and no layout knows is ``open``.
        """
        for run in self:
            headings = (run.params or {}).get("headings", ())
            settled = run._asn_mapping()
            labels = run._asn_table().labels
            run.columns = {
                "headings": [
                    {
                        "place": place,
                        "text": text,
                        "key": key,
                        "label": labels.get(key, ""),
                        "open": not key and place not in settled,
                    }
                    for place, text, key in headings
                ],
                "choices": [list(choice) for choice in labels.items()],
            }

    def _asn_table(self):
        """Return the layout (layouts.Table) of the file of a run, empty without one."""
        if self.kind not in WIZARDS:
            return NO_TABLE
        name = (self.params or {}).get("table")
        tables = self._asn_handler()._asn_tables
        return next((table for table in tables if table.name == name), NO_TABLE)

    def _asn_mapping(self):
        """Return {place of a heading: column key or ""} as its starter has decided."""
        mapping = (self.params or {}).get("mapping") or {}
        return {int(place): key for place, key in mapping.items()}

    def _asn_same_columns(self, sheet):
        """Return what was decided on columns that another file has, too, by name."""
        texts = {
            place: text for place, text, _key in (self.params or {}).get("headings", ())
        }
        decided = {
            texts[place]: key
            for place, key in self._asn_mapping().items()
            if place in texts
        }
        return {
            one.place: decided[one.text]
            for one in sheet.headings
            if one.text in decided
        }

    @api.depends("params")
    @api.depends_context("lang")
    def _compute_report(self):
        """Show what a look at a file has found: the boxes add up to its rows."""
        for run in self:
            counts = (run.params or {}).get("counts", {})
            run.has_report = "rows" in counts
            run.new_count = counts.get("new", 0)
            run.changed_count = counts.get("changed", 0)
            run.unchanged_count = counts.get("unchanged", 0)
            run.refused_count = counts.get("skipped", 0)
            run.valid_count = counts.get("rows", 0) - run.refused_count
            left = counts.get("no_superior", 0)
            run.valid_hint = (
                self.env._("%s of them without superior", left) if left else ""
            )
            labels = run._asn_table().labels
            run.changed_hint = ", ".join(
                f"{labels[column]} {count}"
                for column, count in counts.get("columns", ())
            )

    @api.depends("state", "resumed_at", "line_ids.state")
    @api.depends_context("lang")
    def _compute_lines(self):
        """Say where a run has gone on, and at its end what was done."""
        for run in self:
            run.end_line = run.has_file and run._asn_end_line()
            run.resume_line = run.resumed_at and self.env._(
                "The run had stopped at %(done)s of %(total)s and goes on from there.",
                done=run.resumed_at,
                total=run.total,
            )

    def _asn_end_line(self):
        """Say how many rows of the file were done, and what else came of them.

        A list of appointments moves people who do not stand in it, too: they are no
        rows of the file.
        """
        more = 0
        if self.kind == "plan":
            return self.env._(
                "%(done)s plans were filled, %(skipped)s rows of the file skipped.",
                done=self.ok_count,
                skipped=self.refused_count,
            )
        if self.kind == "transfer":
            own = [("run_id", "=", self.id), ("state", "=", OK)]
            rows = self.line_ids.search_count([*own, ("key", "=like", "row %")])
            more = self.ok_count - rows
        said = self.env._(
            "%(done)s rows were processed, %(skipped)s skipped.",
            done=self.ok_count - more,
            # Whom only this system knows stands in the list, but in no row of the file.
            skipped=self.skipped_count + self.failed_count - self.only_here_count,
        )
        if not more:
            return said
        followed = self.env._("%s changes to other people or units followed.", more)
        return f"{said} {followed}"

    def _asn_form(self):
        """Who fills in his own plan reads no more than what his file has become."""
        action = super()._asn_form()
        if self.kind == "plan":
            view = self.env.ref("hr_asn_appraisal.hr_asn_run_view_form_plan")
            action |= {"views": [(view.id, "form")]}
        return action

    # -- what the starter decides ------------------------------------------------

    def _asn_check_deciding(self):
        """Raise for any but the starter, and where there is no file to decide on."""
        self.ensure_one()
        self._asn_refuse(self._asn_move("start"))
        if not self.has_file:
            raise UserError(self.env._("This run takes no file in."))

    def action_map(self, place, key):
        """Take a heading for a column (``key``; "": for none), and look again.

        In: place of the heading in its row; key of a column of the layout. Nothing is
        written beside the run. Raises UserError for an unknown column or place,
        AccessError for any but the starter.
        """
        self._asn_check_deciding()
        places = [one[0] for one in self.params.get("headings", ())]
        keys = self._asn_table().labels
        if place not in places or (key and key not in keys):
            raise UserError(self.env._("There is no such column. Reload the page."))
        mapping = {
            other: name
            for other, name in self._asn_mapping().items()
            if other != place and (not key or name != key)
        }
        self._asn_put({"params": self.params | {"mapping": mapping | {place: key}}})
        self._asn_handler()._asn_preview(self)
        return True

    def action_toggle_strict(self):
        """Let a bad row stop all others, or no longer."""
        self._asn_check_deciding()
        self._asn_put({"params": self.params | {"strict": not self.is_strict}})
        self._asn_handler()._asn_tell_stop(self)

    def action_toggle_accounts(self):
        """Make accounts for who has none, or no longer; looks at the file again.

        Raises AccessError for who may not make accounts.
        """
        self._asn_check_deciding()
        params = self.params | {"accounts": not self.makes_accounts}
        self._asn_handler()._asn_require(params)
        self._asn_put({"params": params})
        self._asn_handler()._asn_preview(self)

    def action_replace_file(self):
        """Return the action that asks for another file for this run."""
        self._asn_check_deciding()
        wizard = self.env[WIZARDS[self.kind]]
        return dialog(wizard, self.env._("Replace File"), wizard._asn_again(self))

    # -- problem rows ------------------------------------------------------------

    def action_rejected(self):
        """Return the action that downloads the problem rows with their reasons.

        Raises UserError where no row has a problem, AccessError for who has not
        brought the file.
        """
        self.ensure_one()
        self.check_access("read")
        if not self._asn_handler()._asn_reasons(self):
            raise UserError(self.env._("No row has a problem."))
        return {
            "type": "ir.actions.act_url",
            "url": f"/asn/run/{self.id}/rejected",
            "target": "download",
        }

    def rejected_file(self):
        """Return (name, bytes) of the problem rows as a workbook, to be corrected.

        Raises AccessError for who has not brought the file, UserError where it has no
        such row or no file.
        """
        self.ensure_one()
        self.check_access("read")
        return self._asn_handler()._asn_rejected_file(self)
