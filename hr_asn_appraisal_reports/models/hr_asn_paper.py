import base64
import io
import zipfile
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import split_every
from odoo.tools.image import image_data_uri

from odoo.addons.hr_asn_appraisal.law import codes
from odoo.addons.hr_asn_appraisal.law.states import PUBLISHED
from odoo.addons.hr_asn_appraisal.models import hr_asn_document as kinds
from odoo.addons.hr_asn_appraisal.models.hr_asn_unit_rating import SET

from ..forms import (
    action,
    d11,
    decision,
    elsewhere,
    evaluation,
    file_names,
    matrix,
    numeric,
    plan,
    predikat,
    qualitative_evaluation,
    skp,
)
from ..report import pages

SKP = "skp"
VERSION = "version"
D11 = "d11"
EVALUATION = "evaluation"
ELSEWHERE = "elsewhere"
MATRIX = "matrix"
ACTION = "action"
DECISION = "decision"
PREDIKAT = "predikat"
NUMERIC = "numeric"
SERVICE = "service"

# So many documents go into one call of wkhtmltopdf: starting it is what costs.
BATCH = 100
PLAN_PORTRAIT = "hr_asn_appraisal_reports.report_skp_portrait"


class Paper(NamedTuple):
    """One kind of paper: the model printed and the report with template and size.

    ``portrait``: the report whose size its upright sheets have, where they differ.
    """

    model: str
    report: str
    portrait: str = ""


PAPERS = {
    SKP: Paper("hr.asn.skp", "hr_asn_appraisal_reports.report_skp", PLAN_PORTRAIT),
    VERSION: Paper(
        "hr.asn.skp.version",
        "hr_asn_appraisal_reports.report_skp_version",
        PLAN_PORTRAIT,
    ),
    D11: Paper("hr.asn.evaluation", "hr_asn_appraisal_reports.report_d11"),
    EVALUATION: Paper(
        "hr.asn.evaluation",
        "hr_asn_appraisal_reports.report_evaluation",
        "hr_asn_appraisal_reports.report_evaluation_portrait",
    ),
    ELSEWHERE: Paper("hr.asn.skp", "hr_asn_appraisal_reports.report_elsewhere"),
    MATRIX: Paper("hr.asn.skp", "hr_asn_appraisal_reports.report_matrix"),
    ACTION: Paper("hr.asn.evaluation", "hr_asn_appraisal_reports.report_action"),
    DECISION: Paper("hr.asn.objection", "hr_asn_appraisal_reports.report_decision"),
    PREDIKAT: Paper("hr.asn.unit.rating", "hr_asn_appraisal_reports.report_predikat"),
    NUMERIC: Paper("hr.asn.evaluation", "hr_asn_appraisal_reports.report_numeric"),
    SERVICE: Paper("hr.asn.service.report", "hr_asn_appraisal_reports.report_service"),
}


class HrAsnPaper(models.AbstractModel):
    """Prints official forms from sealed content, with the rights of who asks."""

    _name = "hr.asn.paper"
    _description = "ASN official papers"

    # -- forms ---------------------------------------------------------------

    @api.model
    def _forms(self, kind, records):
        """Return {record id: form} of what the user may read.

        Raises AccessError, or UserError where there is nothing sealed to print.
        """
        forms, refusals = self._try_forms(kind, records)
        for refusal in refusals.values():
            raise refusal
        return forms

    @api.model
    def _try_forms(self, kind, records):
        """Return ({record id: form}, {record id: UserError that says why not}).

        Raises AccessError where the user may not read all of the records.
        """
        records.check_access("read")
        makers = {
            SKP: self._skp_maker,
            VERSION: self._version_maker,
            D11: self._d11_maker,
            EVALUATION: self._evaluation_maker,
            ELSEWHERE: self._elsewhere_maker,
            MATRIX: self._matrix_maker,
            ACTION: self._action_maker,
            DECISION: self._decision_maker,
            PREDIKAT: self._predikat_maker,
            NUMERIC: self._numeric_maker,
            SERVICE: self._service_maker,
        }
        make = makers[kind](records)
        forms, refusals = {}, {}
        for record in records:
            try:
                forms[record.id] = make(record)
            except UserError as refusal:
                refusals[record.id] = refusal
        return forms, refusals

    @api.model
    def _refuse_elsewhere(self, record):
        """Papers of what another system keeps are printed there, not here."""
        if record.is_rated_elsewhere:
            raise UserError(
                self.env._(
                    "%(document)s is not printed here. %(note)s Print it there.",
                    document=record.display_name,
                    note=record.source_note,
                )
            )

    @api.model
    def _skp_maker(self, plans):
        """Return what makes the form of one of these plans: its version in force."""
        versions = plans._asn_version()
        return lambda record: self._skp_form(record, versions.get(record))

    @api.model
    def _version_maker(self, versions):
        """Return what makes the form of one of these versions, in force or not."""
        return lambda version: plan.replaced(
            self._skp_form(version.skp_id, version),
            version.number,
            version.skp_id.version_number,
        )

    @api.model
    def _skp_form(self, record, version):
        self._refuse_elsewhere(record)
        if not version:
            raise UserError(
                self.env._(
                    "%s has not been approved yet. Only what was agreed is printed.",
                    record.display_name,
                )
            )
        return plan.build(self._sealed(version, record, skp.SCHEMAS))

    @api.model
    def _evaluation_maker(self, evaluations):
        """Return what makes the sheet of one of these evaluations, as delivered."""
        return self._delivered_maker(self._evaluation_form, evaluations)

    @api.model
    def _delivered_maker(self, form, evaluations):
        """Return what makes a form of one of these; ``form``: by (record, sealed)."""
        sealed = self._asn_documents(evaluations)

        def make(record):
            self._refuse_undelivered(record, sealed.get(record.id))
            return form(record, sealed[record.id])

        return make

    @api.model
    def _evaluation_form(self, record, sealed):
        content = self._sealed(sealed[kinds.EVALUATION], record, evaluation.SCHEMAS)
        is_figures = content["approach"] == codes.KUANTITATIF
        layout = evaluation if is_figures else qualitative_evaluation
        return evaluation.followed(
            layout.build(content), **self._followed(sealed, record)
        )

    @api.model
    def _followed(self, sealed, record):
        """Return what came after a delivery, as the forms take it."""
        decided = sealed.get(kinds.DECISION)
        return {
            "decided": decided and self._sealed(decided, record, decision.SCHEMAS),
            "is_withdrawn": sealed[kinds.EVALUATION].revision != record.revision,
        }

    @api.model
    def _refuse_undelivered(self, record, sealed):
        self._refuse_elsewhere(record)
        if not sealed:
            raise UserError(
                self.env._(
                    "%s has not been delivered yet. Its papers are printed after "
                    "delivery.",
                    record.display_name,
                )
            )

    @api.model
    def _d11_maker(self, evaluations):
        """Return what makes the form of one of these evaluations, as delivered."""
        return self._delivered_maker(self._d11_form, evaluations)

    @api.model
    def _asn_documents(self, evaluations):
        """Return {evaluation id: {kind: document}} of the last revision of each."""
        found = self.env["hr.asn.document"].search(
            [("evaluation_id", "in", evaluations.ids)], order="revision, id"
        )
        sealed = {}
        for document in found:
            known = sealed.setdefault(document.evaluation_id.id, {})
            if document.kind == kinds.EVALUATION:
                known.clear()
            known[document.kind] = document
        return sealed

    @api.model
    def _d11_form(self, record, sealed):
        return d11.build(**self._delivered(record, sealed))

    @api.model
    def _delivered(self, record, sealed):
        """Return what was sealed of one, as the forms of an evaluation take it."""
        receipt = sealed.get(kinds.RECEIPT)
        return {
            "content": self._sealed(sealed[kinds.EVALUATION], record, d11.SCHEMAS),
            "receipt": receipt and self._sealed(receipt, record, [d11.RECEIPT_SCHEMA]),
            "emblem": self._emblem(record.company_id),
            **self._followed(sealed, record),
        }

    @api.model
    def _numeric_maker(self, evaluations):
        """Return what makes the numeric document of one of these, as delivered."""
        return self._delivered_maker(self._numeric_form, evaluations)

    @api.model
    def _numeric_form(self, record, sealed):
        delivered = self._delivered(record, sealed)
        if not numeric.has_values(delivered["content"]):
            raise UserError(
                self.env._(
                    "%s was not rated in numbers of PP 30/2019. Print D.1.1.",
                    record.display_name,
                )
            )
        return numeric.build(**delivered)

    @api.model
    def _decision_maker(self, objections):
        """Return what makes the paper of one of these objections, as it was decided."""
        found = self.env["hr.asn.document"].search(
            [
                ("evaluation_id", "in", objections.evaluation_id.ids),
                ("kind", "=", kinds.DECISION),
            ]
        )
        sealed = {(one.evaluation_id, one.revision): one for one in found}
        return lambda one: self._decision_form(
            one, sealed.get((one.evaluation_id, one.revision))
        )

    @api.model
    def _decision_form(self, record, sealed):
        if not sealed:
            raise UserError(
                self.env._(
                    "%s has not been decided yet. Only a decision is printed.",
                    record.display_name,
                )
            )
        return decision.build(self._sealed(sealed, record, decision.SCHEMAS))

    @api.model
    def _predikat_maker(self, _ratings):
        """Return what makes the paper of a unit: its rating as it was set, its people.

        One by one: a paper for each unit, seldom more than one at once.
        """
        return self._predikat_form

    @api.model
    def _predikat_form(self, record):
        if record.state != SET:
            raise UserError(
                self.env._(
                    "%s has not been set yet. Only what was set is printed.",
                    record.display_name,
                )
            )
        self._refuse_broken(record, record)
        return predikat.build(record._asn_predikat_content())

    @api.model
    def _elsewhere_maker(self, plans):
        """Return what makes the sheet of one of these plans, kept in another system."""
        found = self.env["hr.asn.evaluation"].search(
            [("skp_id", "in", plans.ids), ("state", "in", PUBLISHED)],
            order="date_to, date_from desc, id",
        )
        imported = found.grouped("skp_id")
        return lambda plan: self._elsewhere_form(plan, imported.get(plan, found[:0]))

    @api.model
    def _elsewhere_form(self, plan, evaluations):
        if plan.is_rated_here:
            raise UserError(
                self.env._(
                    "%s is kept here. Print the SKP and the evaluations themselves.",
                    plan.display_name,
                )
            )
        return elsewhere.build(
            plan._asn_elsewhere_content(),
            [one._asn_elsewhere_content() for one in evaluations],
        )

    @api.model
    def _matrix_maker(self, plans):
        """Return what makes the matrix of one of these plans, as it is at work now."""
        today = self.env.company._asn_today()
        # sudo: hr.employee - rank and NIP are for the paper, not for the one who asks
        people = plans.assignment_id.sudo()._asn_people(today)
        return lambda one: matrix.build(
            self.env["hr.asn.matrix"]._asn_matrix(one),
            people[one.assignment_id.id],
            one.company_id.name,
            one.company_id.asn_place or "",
            str(today),
        )

    @api.model
    def _action_maker(self, evaluations):
        """Return what makes the action plan of one of these evaluations, as it is now.

        What was delivered has the people and figures of its seal.
        """
        today = self.env.company._asn_today()
        # sudo: hr.asn.evaluation - who may read it may read what it reports
        working = evaluations.sudo()._asn_action_contents(today)
        sealed = self._asn_documents(evaluations)
        return lambda one: self._action_form(
            one, working[one.id], sealed.get(one.id), str(today)
        )

    @api.model
    def _action_form(self, record, working, sealed, today):
        self._refuse_elsewhere(record)
        content, actions = working
        if not actions:
            raise UserError(
                self.env._("%s has no action plan to print.", record.display_name)
            )
        if record.state in PUBLISHED and sealed:
            kept = self._sealed(sealed[kinds.EVALUATION], record, evaluation.SCHEMAS)
            content |= {name: kept[name] for name in content.keys() & kept.keys()}
        return action.build(content, actions, today)

    @api.model
    def _service_maker(self, reports):
        """Return what makes the report of a service, as it is now."""
        return lambda one: one._asn_form()

    @api.model
    def _emblem(self, company):
        return image_data_uri(company.asn_emblem) if company.asn_emblem else ""

    @api.model
    def _sealed(self, sealed, record, schemas):
        """Return sealed content, refusing what was changed or is not understood."""
        self._refuse_broken(sealed, record)
        content = sealed._content()
        if content["schema"] not in schemas:
            raise UserError(
                self.env._(
                    "%(document)s is sealed as “%(schema)s”, "
                    "which this version does not print.",
                    document=record.display_name,
                    schema=content["schema"],
                )
            )
        return content

    @api.model
    def _refuse_broken(self, sealed, record):
        if not sealed.is_intact:
            raise UserError(
                self.env._(
                    "%s does not match its digest and is not printed. "
                    "Tell the administrator.",
                    record.display_name,
                )
            )

    # -- PDF -----------------------------------------------------------------

    @api.model
    def _render(self, kind, records):
        """Print records; return {record id: PDF as bytes}.

        ``kind``: a key of PAPERS. Nothing is fetched over HTTP, so that it works from
        a cron too. Raises what `_forms` raises, and UserError when printing fails.
        """
        printed = {}
        for batch in split_every(BATCH, records.ids):
            forms = self._forms(kind, records.browse(batch))
            printed |= self._print(kind, forms)
        return printed

    @api.model
    def _print(self, kind, forms):
        """Print one batch of forms, one call for each size, and part them again."""
        sheets = {record_id: [] for record_id in forms}
        for reference, is_portrait in self._sizes(kind):
            wanted = {
                record_id: form
                for record_id, form in forms.items()
                if is_portrait is None or form.sheets(is_portrait)
            }
            for record_id, found in self._print_size(
                kind, reference, wanted, is_portrait
            ):
                sheets[record_id] += found
        return {
            record_id: pages.stamp(sheets[record_id], form.owner)
            for record_id, form in forms.items()
        }

    @api.model
    def _sizes(self, kind):
        """Return (report, whether upright) of each size; None: there is one only."""
        paper = PAPERS[kind]
        if not paper.portrait:
            return [(paper.report, None)]
        return [(paper.report, False), (paper.portrait, True)]

    @api.model
    def _print_size(self, kind, reference, forms, is_portrait):
        """Return [(record id, pages)] of what has sheets of one size."""
        if not forms:
            return []
        report = self.env["ir.actions.report"]
        values = self._values(list(forms.values())) | {"is_portrait": is_portrait}
        html = report._render_template(PAPERS[kind].report, values)
        data = report._run_wkhtmltopdf([html.decode()], report_ref=reference)
        try:
            documents = pages.split(data, len(forms))
        except pages.SplitError as error:
            raise UserError(
                self.env._("The papers could not be printed: %s.", error)
            ) from error
        return list(zip(forms, documents, strict=True))

    @api.model
    def _values(self, forms):
        """Return what the templates read: the forms and the mark of each."""
        marks = [pages.mark(index % pages.LIMIT) for index in range(len(forms))]
        return {"papers": forms, "marks": marks, "is_portrait": None}

    # -- files ---------------------------------------------------------------

    @api.model
    def _files(self, kind, records):
        """Return [(record id, file name, PDF)]; raises what `_forms` raises."""
        return self._print_named(kind, self._forms(kind, records))

    @api.model
    def _printable_files(self, kind, records):
        """Print what can be: (as `_files`, {record id: why it cannot})."""
        forms, refusals = self._try_forms(kind, records)
        said = {one: str(refusal) for one, refusal in refusals.items()}
        return self._print_named(kind, forms), said

    @api.model
    def _print_named(self, kind, forms):
        """Return [(record id, file name, PDF)] of forms, with names that differ."""
        files, taken = [], set()
        for batch in split_every(BATCH, forms):
            printed = self._print(kind, {one: forms[one] for one in batch})
            for record_id, data in printed.items():
                # Of two posts in a year there are two papers of the same name.
                name = file_names.free(forms[record_id].file_name, taken)
                files.append((record_id, name, data))
        return files

    @api.model
    def _printable(self, kind, records):
        """Print what can be: ({record id: PDF}, {record id: why it cannot}).

        One call of wkhtmltopdf for each BATCH of documents.
        """
        forms, refusals = self._try_forms(kind, records)
        printed = {}
        for batch in split_every(BATCH, forms):
            printed |= self._print(kind, {one: forms[one] for one in batch})
        return printed, {one: str(refusal) for one, refusal in refusals.items()}

    @api.model
    def _zip(self, files):
        """Return [(name, bytes)] as a ZIP; PDF are compressed already."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, data in files:
                archive.writestr(name, data)
        return out.getvalue()

    @api.model
    def _as_rpc(self, kind, records):
        """Return the papers for a caller of the API: name, id, data in base64."""
        return [
            {"id": record_id, "name": name, "data": base64.b64encode(data).decode()}
            for record_id, name, data in self._files(kind, records)
        ]

    @api.model
    def _asn_name(self, kind, record):
        """Return the name of the file of one record, without extension."""
        record.ensure_one()
        form = self._forms(kind, record)[record.id]
        return form.file_name.removesuffix(".pdf")


class ReportSkp(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_skp"
    _description = "SKP as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        plans = self.env["hr.asn.skp"].browse(docids)
        return paper._values(list(paper._forms(SKP, plans).values()))


class ReportSkpVersion(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_skp_version"
    _description = "Version of an SKP as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        versions = self.env["hr.asn.skp.version"].browse(docids)
        return paper._values(list(paper._forms(VERSION, versions).values()))


class ReportD11(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_d11"
    _description = "D.1.1 as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        evaluations = self.env["hr.asn.evaluation"].browse(docids)
        return paper._values(list(paper._forms(D11, evaluations).values()))


class ReportNumeric(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_numeric"
    _description = "Numeric document as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        evaluations = self.env["hr.asn.evaluation"].browse(docids)
        return paper._values(list(paper._forms(NUMERIC, evaluations).values()))


class ReportEvaluation(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_evaluation"
    _description = "Evaluation as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        evaluations = self.env["hr.asn.evaluation"].browse(docids)
        return paper._values(list(paper._forms(EVALUATION, evaluations).values()))


class ReportAction(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_action"
    _description = "Action plan as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        evaluations = self.env["hr.asn.evaluation"].browse(docids)
        return paper._values(list(paper._forms(ACTION, evaluations).values()))


class ReportElsewhere(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_elsewhere"
    _description = "Imported predicates as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        plans = self.env["hr.asn.skp"].browse(docids)
        return paper._values(list(paper._forms(ELSEWHERE, plans).values()))


class ReportMatrix(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_matrix"
    _description = "Role-result matrix as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        plans = self.env["hr.asn.skp"].browse(docids)
        return paper._values(list(paper._forms(MATRIX, plans).values()))


class ReportService(models.AbstractModel):
    _name = "report.hr_asn_appraisal_reports.report_service"
    _description = "Report of a service as HTML"

    @api.model
    def _get_report_values(self, docids, data=None):
        paper = self.env["hr.asn.paper"]
        reports = self.env["hr.asn.service.report"].browse(docids)
        return paper._values(list(paper._forms(SERVICE, reports).values()))
