"""Papers of the fixture's people, made by the real workflow, and how to read them."""

from io import BytesIO

from odoo.tools.pdf import PdfFileReader

from odoo.addons.hr_asn_appraisal.tests.common import AsnCommon, AsnHttpCommon


def texts(pdf):
    """Return the text of each page of a PDF, with single blanks."""
    pages = PdfFileReader(BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()) for page in pages]


class PaperFixture:
    """Degrees and place are set; ``deliver`` brings annual evaluations to people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency.asn_place = "Kota Contoh"
        cls.staff.write({"asn_back_title": "A.Md.Kep."})
        cls.boss.write({"asn_front_title": "dr.", "asn_back_title": "M.K.M."})
        cls.paper = cls.env["hr.asn.paper"]

    @classmethod
    def annual(cls, employee):
        evaluations = cls.open_evaluations(employee)
        return evaluations.filtered(lambda one: one.kind == "annual")

    @classmethod
    def deliver(cls, employee, state="delivered", **ratings):
        """Return the annual evaluation of an employee, delivered (or further)."""
        return cls.bring_evaluation(cls.annual(employee), state, **ratings)

    @classmethod
    def papers_of(cls, who):
        return cls.by(cls.paper, who)


class PaperCase(PaperFixture, AsnCommon):
    pass


class PaperHttpCase(PaperFixture, AsnHttpCommon):
    pass
