from dataclasses import replace
from datetime import date

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import FAILED, OK, SKIPPED

from ..forms import month as month_form
from ..forms import recap as recap_form
from ..report import recap_xlsx, tpp_xlsx

LINE = "hr.asn.month.line"


class HrAsnRunMonth(models.AbstractModel):
    """Tutup Bulan: freezes what counts for each employee, then packs the workbooks.

    ``params``: ``month``, its first day; ``recaps``, the periods that count. All is
    read once, when the run starts; rows and workbooks are made from what was read,
    however much later, so that list and recap cannot differ.
    """

    _name = "hr.asn.run.month"
    _description = "ASN month close"
    _inherit = ["hr.asn.run.handler"]

    _asn_batch_size = 1000
    _asn_inline_limit = 500

    @api.model
    def _asn_first(self, run):
        """Return the first day of the month that a run closes."""
        try:
            return date.fromisoformat((run.params or {})["month"])
        except (KeyError, TypeError, ValueError) as error:
            raise UserError(
                self.env._("The run does not say which month it closes.")
            ) from error

    @api.model
    def _asn_month(self, run):
        return self.env["hr.asn.month"].search([("run_id", "=", run.id)])

    @api.model
    def _asn_begin(self, run):
        self.env["hr.asn.month"]._asn_begin(run, self._asn_first(run))

    # -- whom ----------------------------------------------------------------

    @api.model
    def _asn_lines(self, run):
        months = self.env["hr.asn.month"]
        months._asn_check_closer()
        first = self._asn_first(run)
        reading = self.env["hr.asn.month.reading"]._asn_read(run.company_id, first)
        if not reading.lines:
            raise UserError(
                self.env._("Nobody had a post in %s.", months._asn_name(first))
            )
        self._asn_keep_recaps(run, reading)
        rows = self._asn_frozen(reading)
        return [
            *(self._asn_line(run, first, line, rows) for line in reading.lines),
            *(self._asn_outside(one, rows) for one in reading.outsiders),
        ]

    @api.model
    def _asn_keep_recaps(self, run, reading):
        """Keep in the run which recaps its workbooks are to be made of."""
        recaps = [
            {
                "year": one.year,
                "period": one.period.id,
                "title": one.period.title,
                "file": one.period.file,
            }
            for one in reading.recaps
        ]
        run._asn_put({"params": (run.params or {}) | {"recaps": recaps}})

    @api.model
    def _asn_frozen(self, reading):
        """Return {employee id: {period id: his row in the recap, as JSON}}."""
        rows = {}
        for one in reading.recaps:
            for row in one.rows:
                own = rows.setdefault(row.employee_id, {})
                own[str(one.period.id)] = recap_form.freeze(row)
        return rows

    @api.model
    def _asn_line(self, run, first, line, rows):
        values = self.env[LINE]._asn_values(run.company_id, first, line)
        return {
            "key": f"employee {line.employee_id}",
            "name": f"{line.name} {line.nip}".strip(),
            "employee_id": line.employee_id,
            "res_model": LINE,
            "payload": {
                "line": values,
                "rows": rows.get(line.employee_id, {}),
                "told": month_form.told(line),
            },
        }

    @api.model
    def _asn_outside(self, outsider, rows):
        """Return the line of who has no post in the month: he is in no list of it.

        What has changed of the months that he was in is said here, and kept as said.
        """
        message = self.env._("There is no post in this month.")
        return {
            "key": f"employee {outsider.employee_id}",
            "name": f"{outsider.name} {outsider.nip}".strip(),
            "employee_id": outsider.employee_id,
            "res_model": LINE,
            "state": SKIPPED,
            "message": f"{message} {outsider.change}".strip(),
            "payload": {
                "rows": rows.get(outsider.employee_id, {}),
                **self._asn_owed(outsider),
            },
        }

    @api.model
    def _asn_owed(self, outsider):
        """Return what the payload keeps of who is owed something or owes it."""
        if not outsider.change:
            return {}
        left = month_form.Leaver(outsider.nip, outsider.name, outsider.change)
        settled = month_form.freeze(outsider.settled)
        return {"left": left._asdict(), "settled": settled}

    # -- freezing ------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        """Write the rows of the month that are not there yet."""
        month = self._asn_month(run)
        wanted = {line: line.payload["line"] for line in lines}
        # sudo: hr.asn.month.line - all of the month, whatever its starter reads by now
        known = self.env[LINE].sudo()
        people = [values["employee_id"] for values in wanted.values()]
        known = known.search_fetch(
            [("month_id", "=", month.id), ("employee_id", "in", people)],
            ["employee_id"],
        )
        there = {one.employee_id.id: one.id for one in known}
        fresh = [one for one in wanted.values() if one["employee_id"] not in there]
        made = self.env[LINE]._asn_add([one | {"month_id": month.id} for one in fresh])
        there |= {one.employee_id.id: one.id for one in made}
        return {
            line: (OK, line.payload["told"], there[values["employee_id"]])
            for line, values in wanted.items()
        }

    # -- the ZIP -------------------------------------------------------------

    @api.model
    def _asn_finish(self, run):
        """Close the month and pack its workbooks, once nobody is missing."""
        # sudo: hr.asn.run.line - of the run that is ending, also the starter's own
        lines = run.sudo().line_ids.sorted("id")
        if any(line.state == FAILED for line in lines):
            return
        month = self._asn_month(run)
        books = self._asn_books(run, month, lines)
        month._asn_settle(self.env["hr.asn.paper"]._zip(books))

    @api.model
    def _asn_books(self, run, month, lines):
        """Return [(name, bytes)]: lists of the month, then recaps, the whole first."""
        # sudo: hr.asn.month.line - all of the month, whatever its starter reads by now
        whole = month._asn_list(month.sudo().line_ids)
        whole = replace(whole, leavers=self._asn_leavers(lines))
        recaps = self._asn_kept_recaps(run, month, lines)
        names = self._asn_office_names(whole, recaps)
        lists = [whole, *whole.by_office(names)]
        books = [(one.file_name, tpp_xlsx.write(one)) for one in lists]
        for recap in recaps:
            parts = [recap, *recap.by_office(names)]
            books += [(one.file_name, recap_xlsx.write(one)) for one in parts]
        return books

    @api.model
    def _asn_leavers(self, lines):
        """Return the forms.month.Leaver of each who is owed something or owes it."""
        kept = [line.payload["left"] for line in lines if "left" in line.payload]
        return tuple(month_form.Leaver(**one) for one in kept)

    @api.model
    def _asn_kept_recaps(self, run, month, lines):
        """Return the recaps as they were read when the run started."""
        rows = {}
        for line in lines:
            for period, row in line.payload["rows"].items():
                rows.setdefault(int(period), []).append(recap_form.thaw(row))
        return [
            recap_form.Recap(
                agency=month.company_id.sudo().name,
                year=one["year"],
                drawn_on=month.drawn_on,
                periods=(
                    recap_form.Period(one["period"], one["title"], False, one["file"]),
                ),
                rows=tuple(sorted(rows[one["period"]], key=lambda row: row.order)),
            )
            for one in run.params["recaps"]
        ]

    @api.model
    def _asn_office_names(self, whole, recaps):
        """Return {office id: part of file names}, the same in lists and recaps."""
        places = {line.place.office_id: line.place for line in whole.lines}
        for recap in recaps:
            places |= {row.place.office_id: row.place for row in recap.rows}
        ordered = sorted(places.values(), key=lambda place: place.order)
        return recap_form.file_names(ordered)
