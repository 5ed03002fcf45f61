from collections import defaultdict
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.states import CANCELLED, PUBLISHED
from odoo.addons.hr_asn_appraisal.models.hr_asn_evaluation import ANNUAL
from odoo.addons.hr_asn_appraisal.models.hr_asn_run_line import OK, SKIPPED

from ..forms import wording
from ..report import index_xlsx, pages
from .hr_asn_paper import D11, ELSEWHERE, EVALUATION, SKP
from .hr_asn_run import BUNDLE

LINE = "hr.asn.run.line"


class Papers(NamedTuple):
    """What is printed of one person and year, [(title, PDF)], and what is not."""

    files: list
    missing: list
    is_here: bool


NOTHING = Papers([], [], True)


class HrAsnRunBundle(models.AbstractModel):
    """Berkas Lengkap: one PDF per person and year, all of them in ZIP files.

    ``params``: ``people``, pairs of ids of an employee and a cycle. Of each the SKP
    in force, then the delivered evaluations and D.1.1 by date; of another system what
    was imported. Everything is searched and printed with the rights of the starter.
    """

    _name = "hr.asn.run.bundle"
    _description = "ASN bundle of papers per person"
    _inherit = ["hr.asn.run.paper"]

    # Some hundred documents: half a minute of work, in few calls of wkhtmltopdf.
    _asn_batch_size = 50
    _asn_inline_limit = 10

    @api.model
    def _asn_start(self, people):
        """Print all papers of people, pairs (employee id, cycle id); return the run."""
        people = list(dict.fromkeys(people))
        cycles = {cycle for _employee, cycle in people}
        run = self.env["hr.asn.run"].create(
            {
                "kind": BUNDLE,
                "name": self.env._("Complete files: %s people", len(people)),
                "cycle_id": cycles.pop() if len(cycles) == 1 else False,
                "params": {"people": people},
            }
        )
        return run.action_start()

    # -- whom ----------------------------------------------------------------

    @api.model
    def _asn_lines(self, run):
        people = [tuple(pair) for pair in (run.params or {}).get("people", [])]
        plans = self._asn_by_person("hr.asn.skp", people)
        posts = self.env["hr.asn.assignment"].search(
            [("employee_id", "in", [employee for employee, _cycle in people])]
        )
        posts = posts.grouped(lambda post: post.employee_id.id)
        known = {
            pair: (plans.get(pair) or posts.get(pair[0])).sorted("id")[-1:]
            for pair in people
            if pair in plans or pair[0] in posts
        }
        return [
            self._asn_line(*pair, person)
            for pair, person in sorted(known.items(), key=self._asn_order)
        ]

    @api.model
    def _asn_by_person(self, model, people):
        """Return {(employee id, cycle id): records} of what the starter may read."""
        wanted = set(people)
        found = self.env[model].search(
            Domain("employee_id", "in", list({one for one, _cycle in wanted}))
            & Domain("cycle_id", "in", list({cycle for _one, cycle in wanted}))
        )
        groups = found.grouped(lambda one: (one.employee_id.id, one.cycle_id.id))
        return {pair: own for pair, own in groups.items() if pair in wanted}

    @api.model
    def _asn_plans(self, people):
        """Return as `_asn_by_person` the plans that count: none was taken back."""
        found = {
            pair: plans.filtered(lambda plan: plan.state != CANCELLED)
            for pair, plans in self._asn_by_person("hr.asn.skp", people).items()
        }
        return {pair: plans for pair, plans in found.items() if plans}

    @api.model
    def _asn_order(self, item):
        """Order by unit and name, as lists of people are."""
        pair, person = item
        # sudo: hr.department - the name of a unit is no secret
        unit = person.sudo().department_id.complete_name or ""
        return (unit, person.name or "", pair)

    @api.model
    def _asn_line(self, employee, cycle, person):
        return {
            "key": f"employee {employee} cycle {cycle}",
            "name": f"{person.nip or ''} {person.name}".strip(),
            "res_model": "ir.attachment",
            "payload": {
                "employee": employee,
                "cycle": cycle,
                "nip": person.nip or "",
                "name": person.name,
            },
        }

    # -- printing ------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        """Print what there is of each person and bind it into one PDF."""
        pairs = {line: self._asn_pair(line) for line in lines}
        plans = self._asn_plans(pairs.values())
        evaluations = self._asn_by_person("hr.asn.evaluation", pairs.values())
        papers = self._asn_papers(plans, evaluations)
        hidden = self._asn_hidden(plans, evaluations, pairs.values())
        bound = {
            line: self._asn_bind(line, papers[pair])
            for line, pair in pairs.items()
            if pair in papers and papers[pair].files
        }
        kept = self._asn_keep([(line.id, *file) for line, file in bound.items()], LINE)
        return {
            line: self._asn_outcome(
                papers.get(pair, NOTHING), hidden[pair], kept.get(line.id)
            )
            for line, pair in pairs.items()
        }

    @api.model
    def _asn_pair(self, line):
        return line.payload["employee"], line.payload["cycle"]

    @api.model
    def _asn_papers(self, plans, evaluations):
        """Return {(employee id, cycle id): Papers}, printed in few calls for all."""
        all_plans = self.env["hr.asn.skp"].union(*plans.values())
        here = all_plans.filtered("is_rated_here")
        done = self.env["hr.asn.evaluation"].union(*evaluations.values())
        done = done.filtered(lambda one: one.is_rated_here and one.state in PUBLISHED)
        paper = self.env["hr.asn.paper"]
        printed = {
            SKP: paper._printable(SKP, here.filtered("version_number")),
            EVALUATION: paper._printable(EVALUATION, done),
            D11: paper._printable(D11, done),
            ELSEWHERE: paper._printable(ELSEWHERE, all_plans - here),
        }
        return {
            pair: self._asn_papers_of(
                plans.get(pair, all_plans[:0]),
                evaluations.get(pair, done[:0]),
                printed,
            )
            for pair in plans.keys() | evaluations.keys()
        }

    @api.model
    def _asn_papers_of(self, plans, evaluations, printed):
        """Sort the papers of one person and year: plans first, the year last."""
        files, refused, unsealed = [], [], defaultdict(list)
        for kind, title, record in self._asn_wanted(plans, evaluations):
            done, refusals = printed[kind]
            if record.id in done:
                files.append((title, done[record.id]))
            elif record.id in refusals:
                refused.append(refusals[record.id])
            else:
                unsealed[kind].append(title)
        is_here = any(plan.is_rated_here for plan in plans) or not plans
        # Both papers of an evaluation are refused for the same reason.
        missing = dict.fromkeys([*self._asn_unsealed(unsealed), *refused])
        return Papers(files, [*missing], is_here)

    @api.model
    def _asn_wanted(self, plans, evaluations):
        """Return (kind, title, record) of what a complete file holds, in order."""
        ordered = plans.sorted(
            lambda plan: (plan.date_from, plan.status != codes.DEFINITIF, plan.id)
        )
        rated = evaluations.filtered("is_rated_here").sorted(
            lambda one: (one.kind == ANNUAL, one.date_to, one.date_from, one.id)
        )
        for plan in ordered:
            here = plan.is_rated_here
            name = "SKP" if here else wording.SOURCES[plan.source]
            title = f"{name}: {plan._asn_post()}" if len(plans) > 1 else name
            yield SKP if here else ELSEWHERE, title, plan
        for one in rated:
            period = one.period_id._asn_title()
            yield EVALUATION, f"Evaluasi {period}", one
            yield D11, f"D.1.1 {period}", one

    @api.model
    def _asn_unsealed(self, titles):
        """Name what nobody has sealed yet; ``titles``: {kind: its titles}."""
        if titles[SKP]:
            yield self.env._("Not approved yet: %s.", ", ".join(titles[SKP]))
        if titles[D11]:
            yield self.env._("Not delivered yet: %s.", ", ".join(titles[D11]))

    @api.model
    def _asn_hidden(self, plans, evaluations, pairs):
        """Return {(employee id, cycle id): how many sealed papers are left out}.

        Those of other units: that they are missing is said, not what they are.
        """
        # sudo: hr.asn.skp, hr.asn.evaluation - counted only
        all_plans = self.sudo()._asn_by_person("hr.asn.skp", pairs)
        all_evaluations = self.sudo()._asn_by_person("hr.asn.evaluation", pairs)
        hidden = defaultdict(int)
        for pair, own in all_plans.items():
            rest = own - plans.get(pair, own[:0]).sudo()
            hidden[pair] += len(rest.filtered("version_number"))
        for pair, own in all_evaluations.items():
            rest = own - evaluations.get(pair, own[:0]).sudo()
            delivered = rest.filtered(lambda one: one.state in PUBLISHED)
            # Of each its sheet and its document.
            hidden[pair] += 2 * len(delivered)
        return hidden

    @api.model
    def _asn_bind(self, line, papers):
        """Return (file name, PDF) of one person."""
        payload = line.payload
        year = self.env["hr.asn.cycle"].browse(payload["cycle"]).year
        kind = "SKP" if papers.is_here else "Keterangan"
        number = payload["nip"] or f"pegawai_{payload['employee']}"
        return f"{kind}_{year}_{number}.pdf", pages.bind(papers.files)

    @api.model
    def _asn_outcome(self, papers, hidden, attachment):
        """Return what is written at a line: how much is in the file, what is not."""
        sentences = list(papers.missing)
        if hidden:
            outside = self.env._(
                "Left out: %s papers of units you may not read.", hidden
            )
            sentences.append(outside)
        if attachment:
            count = self.env._("Papers: %s.", len(papers.files))
            return OK, " ".join([count, *sentences]), attachment.id
        nothing = self.env._("There is no SKP of this year.")
        return SKIPPED, " ".join(sentences) or nothing, None

    # -- the ZIP -------------------------------------------------------------

    @api.model
    def _asn_archive_name(self, run):
        parts = ["Berkas_Lengkap", run.cycle_id.name, str(run.id)]
        return "_".join(part for part in parts if part)

    @api.model
    def _asn_contents(self, run):
        """Return the list of who is in the ZIP files and who is not, and why."""
        # sudo: hr.asn.run.line - of the run that is ending, by its own starter
        lines = run.sudo().line_ids.sorted("id")
        names = {file.res_id: file.name for file in run._asn_paper_attachments()}
        rows = [
            index_xlsx.Row(
                line.payload["nip"],
                line.payload["name"],
                names.get(line.id, ""),
                line.message or "",
            )
            for line in lines
        ]
        company = run.company_id.sudo()
        book = index_xlsx.write(company.name, company._asn_drawn_on(), rows)
        return [("Daftar_Isi.xlsx", book)]
