from odoo import api, fields, models
from odoo.tools.misc import format_date
from odoo.tools.translate import LazyTranslate

from ..exchange import cells, ekinerja, objectives, plans, staff, transfer
from ..exchange import plan_measure as measure
from ..law import nip, target

_lt = LazyTranslate(__name__)

CONSEQUENCES = [
    (cells.SKIP, "Row skipped"),
    (cells.NO_SUPERIOR, "Taken without superior"),
    (cells.NOTE, "Taken, look at it"),
]

FILL_18_DIGITS = _lt("Type the 18 digits of the NIP as they stand in the decree.")
SUPERIOR_ACTION = _lt("Correct the column NIP Atasan.")
EXPORT_ACTION = _lt("Export the report from e-Kinerja again, then import that file.")

# What is wrong, and what to do, by the code of the problem.
WORDS = {
    nip.CHANGED_BY_SPREADSHEET: (
        _lt("“%(value)s” was changed by a spreadsheet program."),
        _lt(
            "Set the format of the column to Text, type the 18 digits of the NIP "
            "again, then import again."
        ),
    ),
    nip.NOT_DIGITS: (_lt("“%(value)s” holds more than digits."), FILL_18_DIGITS),
    nip.BAD_LENGTH: (
        _lt("“%(value)s” has %(length)s digits instead of 18."),
        FILL_18_DIGITS,
    ),
    nip.BAD_BIRTH: (
        _lt("“%(value)s” does not begin with a date of birth."),
        FILL_18_DIGITS,
    ),
    nip.BAD_APPOINTMENT: (
        _lt("Digits 9 to 14 of “%(value)s” are no month of appointment."),
        FILL_18_DIGITS,
    ),
    nip.APPOINTED_TOO_EARLY: (
        _lt("“%(value)s” says that the appointment was before the birth."),
        FILL_18_DIGITS,
    ),
    nip.BAD_SEX: (_lt("Digit 15 of “%(value)s” is neither 1 nor 2."), FILL_18_DIGITS),
    nip.BAD_SERIAL: (
        _lt("“%(value)s” ends in 000, as spreadsheet programs leave it."),
        FILL_18_DIGITS,
    ),
    cells.NIP_EMPTY: (_lt("The NIP is empty."), FILL_18_DIGITS),
    cells.DUPLICATE: (
        _lt("“%(value)s” stands in row %(row)s already (%(name)s)."),
        _lt("Leave one of both rows: they say the same post."),
    ),
    cells.SECOND_DEFINITIVE: (
        _lt("“%(value)s” has a definitive post in row %(row)s already (%(name)s)."),
        _lt("Leave one row; an acting post is written in the column Status Jabatan."),
    ),
    cells.EMPTY: (_lt("It is empty."), _lt("Fill it in.")),
    objectives.OTHER_WORDS: (
        _lt("The same code stands in row %(row)s with other words."),
        _lt("Give the other objective a code of its own, or write the same words."),
    ),
    objectives.SOURCE_UNKNOWN: (
        _lt("“%(value)s” is no known source."),
        _lt("Use Renstra, Perjanjian Kinerja or Lainnya, or leave it empty."),
    ),
    staff.KIND_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use PNS, CPNS, PPPK or PPPK Paruh Waktu."),
    ),
    staff.RANK_EMPTY: (
        _lt("The rank is empty."),
        _lt("Use for example III/c (PNS) or IX (PPPK)."),
    ),
    staff.RANK_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use for example III/c (PNS) or IX (PPPK)."),
    ),
    cells.DATE_IMPOSSIBLE: (
        _lt("“%(value)s” is no date."),
        _lt("Write the day first: 30/04/2024, or 2024-04-30."),
    ),
    cells.DATE_TO_COME: (
        _lt("“%(value)s” is still to come."),
        _lt("Check the date: a rank is taken over once it is held."),
    ),
    cells.DATE_TOO_EARLY: (
        _lt("“%(value)s” lies before the appointment that the NIP tells."),
        _lt("Check the date and the NIP."),
    ),
    cells.POST_KIND_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use JPT, Administrator, Pengawas, Fungsional or Pelaksana."),
    ),
    cells.LEVEL_EMPTY: (
        _lt("The level of a functional post is empty."),
        _lt("Use for example Ahli Muda or Terampil."),
    ),
    cells.LEVEL_UNKNOWN: (
        _lt("“%(value)s” is no level of this kind of post."),
        _lt("Use for example Ahli Muda or Terampil; leave it empty for a Pelaksana."),
    ),
    cells.STATUS_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Definitif, Plt, Plh or Pjb."),
    ),
    staff.UNIT_AMBIGUOUS: (
        _lt("Several units are named “%(value)s”."),
        _lt("Give in Unor Induk the OPD, whose name is there once."),
    ),
    staff.UNIT_LOOP: (
        _lt("The units stand below each other in a circle."),
        _lt("Correct the columns Unor and Unor Induk."),
    ),
    cells.SUPERIOR_UNKNOWN: (
        _lt("“%(value)s” is neither in the file nor among the employees."),
        SUPERIOR_ACTION,
    ),
    staff.SUPERIOR_EMPTY: (
        _lt("No superior is named."),
        _lt(
            "Fill in the NIP of the appraiser. It may be left empty only for who "
            "stands directly under the head of the agency."
        ),
    ),
    staff.SUPERIOR_SKIPPED: (
        _lt("The row of “%(value)s” (row %(row)s) is skipped itself."),
        _lt("Correct that row, then import again."),
    ),
    cells.SUPERIOR_SELF: (
        _lt("The row names itself as superior."),
        _lt("Fill in the NIP of the appraiser."),
    ),
    staff.SUPERIOR_CIRCLE: (
        _lt("The superiors point at each other: %(names)s."),
        SUPERIOR_ACTION,
    ),
    staff.SUPERIOR_NOT_HEAD: (
        _lt("A teacher hangs under somebody else than the head of the school."),
        _lt("Check it; proposed is %(name)s, %(proposal)s, who heads the school."),
    ),
    staff.SUPERIOR_IMPORTS: (
        _lt("This superior is yourself: nobody makes himself an appraiser."),
        _lt("Ask another officer or the administrator to enter this appraiser."),
    ),
    staff.SECOND_IMPORTS: (
        _lt("The superior of this appraiser would be yourself; it is left empty."),
        _lt("Ask another officer or the administrator to enter the superior."),
    ),
    ekinerja.STATE_UNKNOWN: (
        _lt("“%(value)s” is no known state of a plan."),
        EXPORT_ACTION,
    ),
    ekinerja.RATING_UNKNOWN: (_lt("“%(value)s” is no known rating."), EXPORT_ACTION),
    ekinerja.PREDIKAT_UNKNOWN: (
        _lt("“%(value)s” is no known predicate."),
        EXPORT_ACTION,
    ),
    ekinerja.PREDIKAT_MISSING: (
        _lt("Both ratings are there, the predicate is empty."),
        EXPORT_ACTION,
    ),
    ekinerja.PERIOD_UNKNOWN: (
        _lt("The period of the row is not known."),
        _lt("Take the whole report, with the lines above its heading."),
    ),
    ekinerja.OTHER_YEAR: (
        _lt("“%(value)s” is of another year than %(year)s."),
        _lt("Import it into the cycle of its year."),
    ),
    ekinerja.MATRIX_DIFFERS: (
        _lt("“%(value)s” is not the predicate that both ratings make."),
        _lt("It is taken as it stands there; ask for it to be corrected there."),
    ),
    ekinerja.ROW_TWICE: (
        _lt("“%(value)s” stands in row %(row)s already (%(name)s)."),
        EXPORT_ACTION,
    ),
    transfer.NIP_UNKNOWN: (
        _lt("“%(value)s” is not among the employees."),
        _lt("Check the NIP, or take this person in with the staff list first."),
    ),
    transfer.PERSON_ELSEWHERE: (
        _lt("“%(value)s” holds a post outside your units."),
        _lt("Ask the officer of that unit or of the agency to process this row."),
    ),
    transfer.OLD_POST_OTHER: (
        _lt("“%(value)s” is not the post held until then; that is “%(post)s”."),
        _lt("Check the person and the former post, then correct one of them."),
    ),
    transfer.NO_OLD_POST: (
        _lt("This person holds no such post on the day before."),
        _lt("Check the former post and the date."),
    ),
    transfer.POST_HELD: (
        _lt("“%(value)s” is held for good since %(day)s, and does not end."),
        _lt("Plt. is for a vacant post; for who is away write Plh., or end the post."),
    ),
    transfer.POST_OR_REASON: (
        _lt("There is neither a new post nor a reason why the post ends."),
        _lt("Fill in Jabatan Baru, or write the reason in Alasan."),
    ),
    transfer.POST_KIND_EMPTY: (
        _lt("The kind of this post is not known: nobody has held it before."),
        _lt("Use JPT, Administrator, Pengawas, Fungsional or Pelaksana."),
    ),
    transfer.UNIT_EMPTY: (
        _lt("The unit is empty, and no unit with this post is known."),
        _lt("Fill in Unit Kerja Baru."),
    ),
    transfer.UNIT_UNKNOWN: (
        _lt("“%(value)s” is no unit of the agency."),
        _lt("Write the unit as it stands in the staff list."),
    ),
    transfer.UNIT_SEVERAL: (
        _lt("Several units could be meant: %(names)s."),
        _lt("Fill in Unit Kerja Baru and Unor Induk Baru."),
    ),
    transfer.UNIT_ELSEWHERE: (
        _lt("“%(value)s” is outside your units."),
        _lt("Ask the officer of that unit or of the agency to process this row."),
    ),
    transfer.END_BEFORE_START: (
        _lt("The post would end before it begins."),
        _lt("Correct the columns TMT and Sampai."),
    ),
    transfer.TOO_EARLY: (
        _lt("The post “%(post)s” began on %(day)s, not before this date."),
        _lt("Check the TMT; it lies after the beginning of the present post."),
    ),
    transfer.OVERLAP: (
        _lt("The post “%(post)s” from %(day)s on would overlap."),
        _lt("End or correct that post first, then check again."),
    ),
    transfer.COLLISION: (
        _lt("Row %(row)s gives %(name)s another post already."),
        _lt("Leave one row; an acting post is written in the column Status Jabatan."),
    ),
    transfer.NO_APPRAISER: (
        _lt("No head of the unit or of a unit above is known."),
        _lt("Fill in NIP Pejabat Penilai, or name the head of the unit."),
    ),
    plans.PERSON_UNKNOWN: (
        _lt("“%(value)s” is not among the employees."),
        _lt("Check the NIP."),
    ),
    plans.PLAN_NONE: (
        _lt("“%(value)s” has no plan in this cycle."),
        _lt("Open the cycle for this person first, then import again."),
    ),
    plans.PLAN_ELSEWHERE: (
        _lt("The plan of “%(value)s” is not yours to fill in."),
        _lt("Leave only your own rows, or those of your units."),
    ),
    plans.PLAN_SHUT: (
        _lt("The plan cannot be filled in: %(why)s"),
        _lt("Only plans that are drafted, returned or under revision are filled in."),
    ),
    plans.PLAN_SEVERAL: (
        _lt("This person has several plans."),
        _lt("Fill in Jabatan as it stands in the plan that is meant."),
    ),
    plans.POST_OTHER: (
        _lt("“%(value)s” is no post of this person with a plan: %(names)s."),
        _lt("Write the post as it stands there, or leave the cell empty."),
    ),
    plans.KIND_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Utama or Tambahan."),
    ),
    plans.ASPECT_UNKNOWN: (
        _lt("“%(value)s” does not belong to this model of SKP."),
        _lt("Use one of: %(names)s."),
    ),
    plans.DIRECTION_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Makin Tinggi Makin Baik, Makin Rendah Makin Baik or Dalam Rentang."),
    ),
    plans.PATTERN_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Akumulasi, Posisi Terakhir, Rilis or Kenaikan."),
    ),
    plans.MONTH_UNKNOWN: (
        _lt("“%(value)s” names no months."),
        _lt("Write for example 6,12 or Juni, Desember; empty: every period."),
    ),
    plans.DIMENSION_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Choose from the sheet Pilihan of the template."),
    ),
    plans.WEIGHT_UNKNOWN: (
        _lt("“%(value)s” is no weight from 0 to 100 %%."),
        _lt("Write for example 40 or 33,33."),
    ),
    plans.WEIGHT_DIFFERS: (
        _lt("The same work result has another weight in a row above."),
        _lt("Write the weight of a work result once, or the same in all its rows."),
    ),
    plans.LINE_TWICE: (
        _lt("The same indicator of this work result stands in row %(row)s already."),
        _lt("Leave one of both rows."),
    ),
    plans.PLAN_STOPPED: (
        _lt("Row %(row)s of the same plan has a problem: half a plan is not taken."),
        _lt("Correct that row; this one is then taken along."),
    ),
    plans.ABOVE_UNKNOWN: (
        _lt("The superior has agreed no such work result."),
        _lt("It is taken without the link; link it later in the plan."),
    ),
    target.SUMMED_WORDS: (
        _lt("The target is words, which cannot be added up."),
        _lt("It is taken all the same; write a number, or Posisi Terakhir or Rilis."),
    ),
    target.SUMMED_PERCENT: (
        _lt("Per cent of each month would be added up."),
        _lt("It is taken all the same; for a share write Posisi Terakhir or Rilis."),
    ),
    plans.TARGET_EMPTY: (
        _lt("The target is empty."),
        _lt("It is taken all the same; fill it in before you submit."),
    ),
    measure.SPLIT_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Merata, Musiman or Manual."),
    ),
    measure.SEASON_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Choose from the sheet Pilihan of the template."),
    ),
    measure.SEASON_EMPTY: (
        _lt("The season of the target is empty."),
        _lt("Fill in Musim, or write Merata in the column Pembagian Target."),
    ),
    measure.FIGURE_UNKNOWN: (
        _lt("“%(value)s” is no figure from zero."),
        _lt("Write for example 35 or 2,5; empty: nothing in this month."),
    ),
    measure.SPLIT_LEVEL: (
        _lt("Only what is added up or increases is split over the months."),
        _lt("Write Merata, or choose Akumulasi or Kenaikan as Pola Ukur."),
    ),
    measure.SPLIT_WORDS: (
        _lt("A target in words is not split over the months."),
        _lt("Write the target as a number, or empty the columns of the months."),
    ),
    measure.SPLIT_DIFFERS: (
        _lt("The months do not make up the target of %(target)s: missing %(n)s."),
        _lt("Correct the columns Target Januari to Target Desember."),
    ),
    measure.TEAM_UNKNOWN: (
        _lt("“%(value)s” is not known."),
        _lt("Use Ya or Tidak."),
    ),
    measure.LEAD_UNKNOWN: (
        _lt("“%(value)s” has agreed no team indicator of these words."),
        _lt("Check NIP and Indikator; the plan of the lead is agreed first."),
    ),
    measure.SERVICE_UNKNOWN: (
        _lt("“%(value)s” has no target of these words for this person."),
        _lt("Check Layanan/Program and Indikator, and who is responsible for it."),
    ),
    measure.SERVICE_FAULTY: (
        _lt("The target of “%(value)s” cannot be put into a plan yet: %(why)s"),
        _lt("Correct it on the service, then check again."),
    ),
    measure.MEASURE_FOLLOWED: (
        _lt("The team or the service says what is measured, not this row."),
        _lt("It is taken as it stands there; leave these cells empty."),
    ),
    measure.STAYS_FOLLOWED: (
        _lt("The plan has this indicator from a team or a service."),
        _lt("Leave the cells of its target empty; it is changed there."),
    ),
    measure.THERE_ALREADY: (
        _lt("The plan has this indicator, or this target, already."),
        _lt("Remove it from the plan first, or leave this row out."),
    ),
}
NAMED_UNITS = _lt("Names that resemble it: %(names)s.")
LIKE = _lt("Check the digits; a similar number is %(like)s.")


class HrAsnRunProblem(models.Model):
    """What is wrong in a row of an imported file, and what to do about it."""

    _name = "hr.asn.run.problem"
    _description = "ASN bulk run problem"
    _inherit = ["hr.asn.concerned.mixin"]
    # What follows from another row comes after what is to be corrected.
    _order = "run_id, follows, row, id"
    _rec_name = "problem"

    run_id = fields.Many2one(
        "hr.asn.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    row = fields.Integer(readonly=True, aggregator=None)
    nip = fields.Char("NIP", readonly=True)
    name = fields.Char(readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char("In the File", readonly=True)
    code = fields.Char(readonly=True)
    problem = fields.Text(readonly=True)
    action = fields.Text("What to Do", readonly=True)
    follows = fields.Boolean(readonly=True, export_string_translation=False)
    consequence = fields.Selection(CONSEQUENCES, readonly=True)

    @api.model
    def _asn_values(self, run, problem, cells):
        """Return creation values of one problem (cells.Problem) of a row."""
        what, action = self._asn_words(problem)
        return {
            "run_id": run.id,
            "row": problem.row,
            "nip": str(cells.get("nip", "")),
            "name": str(cells.get("nama", "")),
            "column": run._asn_table().labels[problem.column],
            "value": str(problem.value),
            "code": problem.code,
            "problem": what,
            "action": action,
            "consequence": problem.consequence,
            "follows": problem.code == plans.PLAN_STOPPED,
        }

    @api.model
    def _asn_words(self, problem):
        """Return (what is wrong, what to do) of a cells.Problem, in words."""
        names = ", ".join(problem.details.get("names", ()))
        day = problem.details.get("day")
        details = {
            "post": "",
            "row": "",
            "name": "",
            "like": "",
            "proposal": "",
            "year": "",
            "why": "",
            "value": problem.value,
            "length": sum(sign.isdigit() for sign in str(problem.value)),
            **problem.details,
            "names": names,
            "day": day and format_date(self.env, day),
        }
        what, action = WORDS[problem.code]
        if details["like"]:
            action = LIKE
        if problem.code == transfer.UNIT_UNKNOWN and names:
            action = NAMED_UNITS
        what, action = self.env._(what), self.env._(action)
        return what % details, action % details

    def _asn_sentence(self):
        """Return the whole problem in one line, for a message."""
        self.ensure_one()
        return self.env._(
            "Row %(row)s, column %(column)s: %(problem)s %(action)s",
            row=self.row,
            column=self.column,
            problem=self.problem,
            action=self.action,
        )

    def _asn_reason(self):
        """Return the problem in one line, for the row itself."""
        self.ensure_one()
        words = (f"{self.column}: {self.problem}", self.action)
        return " ".join(filter(None, words))

    def _asn_row(self):
        """Return the problem as a row of hr.asn.run.rejected_rows."""
        self.ensure_one()
        return {
            "row": self.row,
            "nip": self.nip or "",
            "nama": self.name or "",
            "column": self.column or "",
            "value": self.value or "",
            "problem": self.problem or "",
            "action": self.action or "",
            "consequence": self.consequence,
        }
