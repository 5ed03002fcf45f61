"""The matrix of the base addon, walked for the models of this one."""

from datetime import date

from odoo.tests import tagged

from odoo.addons.hr_asn_appraisal.tests import test_access_matrix


@tagged("post_install", "-at_install")
class TestReportsAccess(test_access_matrix.TestAccessMatrix):
    matrix = "hr_asn_appraisal_reports/tests/access_matrix.csv"
    module = "hr_asn_appraisal_reports"
    WRITES = {
        "hr.asn.analysis": {"predikat": "baik"},
        "hr.asn.month": {"drawn_on": "x"},
        "hr.asn.month.line": {"points": 1},
        "hr.asn.policy.allowance": {"points": 9_000},
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        delivered = cls.records["hr.asn.evaluation", "delivered"]
        policies = {
            name: record
            for (model, name), record in cls.records.items()
            if model == "hr.asn.policy"
        }
        cls.records = {}
        cls._keep("delivered", cls.env["hr.asn.analysis"].browse(delivered.id))
        for name, policy in policies.items():
            row = {"policy_id": policy.id, "outcome": "kurang", "points": 8_500}
            cls._keep(name, cls.env["hr.asn.policy.allowance"].create(row))
        cls._close("other", cls.strange_officer, cls.other)
        month = cls._close("agency", cls.officer, cls.agency)
        lines = month.line_ids.grouped("employee_id")
        cls._keep("staff", lines[cls.staff.sudo()])
        cls._keep("far", lines[cls.foreigner.sudo()])
        cls.env.flush_all()

    @classmethod
    def _close(cls, name, who, company):
        months = cls.env["hr.asn.month"].with_user(who)
        months = months.with_context(allowed_company_ids=company.ids)
        action = months._asn_start(date(2026, 1, 1))
        month = cls.env["hr.asn.month"].browse(action["res_id"]).sudo()
        cls._keep(name, month)
        if name == "other":
            cls._keep(name, month.line_ids)
        return month

    def _one_more_hr_asn_analysis(self, record):
        return {"evaluation_id": record.evaluation_id.id}

    def _one_more_hr_asn_month(self, record):
        values = {"date_from": "2026-02-01", "drawn_on": "x"}
        keys = {"company_id": record.company_id.id, "closed_by_id": self.env.uid}
        return {**keys, **values, "drawn_at": "2026-03-01 00:00:00"}

    def _one_more_hr_asn_month_line(self, record):
        keys = {"month_id": record.month_id.id, "employee_id": self.mayor.id}
        values = {"date_from": "2026-01-01", "outcome": "baik", "points": 1}
        return {**keys, **values, "company_id": record.company_id.id}

    def _one_more_hr_asn_policy_allowance(self, record):
        return {"policy_id": record.policy_id.id, "outcome": "baik"}
