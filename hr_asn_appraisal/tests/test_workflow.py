"""Invariant 1: nothing moves a state or writes a protected field but its transition.

Driven by the registry: a new model with the workflow mixin is tried like the others
and fails until FACTORY and ACTIONS say how to make one and which buttons move it.
"""

import csv
import io
import json
import re
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from .. import seal
from ..models.hr_asn_workflow_mixin import Transition
from .common import YEAR, AsnCommon, AsnFixture, AsnHttpCommon

MIXIN = "hr.asn.workflow.mixin"
# The maps said once more, by hand: who may move what, from where to where.
MOVES = "hr_asn_appraisal/tests/workflow_matrix.csv"
# What only a step writes ("protected", with its first value), what nobody does again
# once it is there ("fixed") and what one side does ("authors", with its roles), said
# here once more by hand.
GUARDED = "hr_asn_appraisal/tests/workflow_guarded.csv"
# Roles that there are only for somebody without a login.
PAPER = ("substitute", "clerk")
QUIET = ("odoo.http", "odoo.models", "odoo.addons.base.models.ir_model", "odoo.sql_db")
# How a view asks what may be done.
NAME_IN_VIEW = re.compile(r"'(\w+)' (?:not )?in \((?:parent\.)?asn_can")

# Which button makes which transition, with what it is called with.
ACTIONS = {
    ("hr.asn.cycle", "open"): ("action_open", ()),
    ("hr.asn.cycle", "start"): ("action_start", ()),
    ("hr.asn.cycle", "wind_up"): ("action_wind_up", ()),
    ("hr.asn.cycle", "close"): ("action_close", ()),
    ("hr.asn.cycle", "reopen"): ("action_reopen", ("Susulan",)),
    ("hr.asn.exemption", "confirm"): ("action_confirm", ()),
    ("hr.asn.exemption", "withdraw"): ("action_withdraw", ()),
    ("hr.asn.exemption", "revoke"): ("action_revoke", ("Batal",)),
    ("hr.asn.skp", "submit"): ("action_submit", ()),
    # One button makes all three, by whether it was agreed once, or returned before.
    ("hr.asn.skp", "withdraw_plan"): ("_transition", ("withdraw_plan",)),
    ("hr.asn.skp", "withdraw_change"): ("_transition", ("withdraw_change",)),
    ("hr.asn.skp", "withdraw_again"): ("_transition", ("withdraw_again",)),
    ("hr.asn.skp", "return"): ("action_return", ("Lengkapi",)),
    ("hr.asn.skp", "check"): ("action_check", ()),
    ("hr.asn.skp", "send_back"): ("action_send_back", ("Lengkapi",)),
    ("hr.asn.skp", "approve"): ("action_approve", ()),
    ("hr.asn.skp", "revise"): ("action_revise", ("Target berubah",)),
    ("hr.asn.skp", "cancel"): ("action_cancel", ("Keliru",)),
    ("hr.asn.skp", "restore"): ("action_restore", ()),
    ("hr.asn.skp", "drop"): ("action_drop", ()),
    ("hr.asn.skp", "close"): ("action_close", ()),
    ("hr.asn.evaluation", "submit"): ("action_submit", ()),
    ("hr.asn.evaluation", "rate"): ("action_rate", ("sesuai", "sesuai", "Alasan")),
    # By a choice that is not whole, or by taking many back: there is no button.
    ("hr.asn.evaluation", "unrate"): ("_transition", ("unrate",)),
    ("hr.asn.evaluation", "unrate_unreported"): (
        "_transition",
        ("unrate_unreported",),
    ),
    # One button makes both, by whether it was reported.
    ("hr.asn.evaluation", "reopen"): ("_transition", ("reopen",)),
    ("hr.asn.evaluation", "reopen_unreported"): (
        "_transition",
        ("reopen_unreported",),
    ),
    # By the objection, whose buttons move both.
    ("hr.asn.evaluation", "object"): ("_transition", ("object",)),
    ("hr.asn.evaluation", "withdraw"): (
        "_transition",
        ("withdraw",),
    ),
    ("hr.asn.evaluation", "decide"): ("_transition", ("decide",)),
    # By the last statement, or by deadline: there is no button.
    ("hr.asn.objection", "hear"): ("_transition", ("hear",)),
    ("hr.asn.objection", "decide"): ("action_decide", ("ditolak", "Tetap")),
    ("hr.asn.objection", "withdraw"): ("action_withdraw", ()),
    ("hr.asn.inquiry", "answer"): ("action_answer", ("Karena target",)),
    ("hr.asn.evidence", "accept"): ("action_accept", ()),
    ("hr.asn.evidence", "refuse"): ("action_refuse", ("Kosong",)),
    # By who replaces it: there is no button.
    ("hr.asn.evidence", "renew"): ("_transition", ("renew",)),
    ("hr.asn.evaluation", "deliver"): ("action_deliver", ()),
    ("hr.asn.evaluation", "receive"): ("action_receive", ()),
    ("hr.asn.delegation", "end"): ("action_end", ()),
    ("hr.asn.feedback", "withdraw"): ("action_withdraw", ()),
    # By giving feedback: the button opens its dialog.
    ("hr.asn.feedback.request", "answer"): ("_transition", ("answer",)),
    ("hr.asn.feedback.request", "decline"): ("action_decline", ()),
    ("hr.asn.feedback.request", "withdraw"): ("action_withdraw", ()),
    ("hr.asn.notice", "settle"): ("action_settle", ()),
    ("hr.asn.dialogue", "tell"): ("action_tell", ()),
    ("hr.asn.dialogue", "understand"): ("action_understand", ()),
    ("hr.asn.dialogue", "talk_again"): ("action_talk_again", ()),
    ("hr.asn.goal.proposal", "discuss"): ("action_discuss", ()),
    ("hr.asn.goal.proposal", "accept"): ("action_accept", ("Baik",)),
    ("hr.asn.goal.proposal", "refuse"): ("action_refuse", ("Sudah ada",)),
    ("hr.asn.goal.proposal", "withdraw"): ("action_withdraw", ()),
    ("hr.asn.survey", "open"): ("action_open", ()),
    ("hr.asn.survey", "close"): ("action_close", ()),
    # When a survey closes, all at once: there is no button.
    ("hr.asn.survey.invitation", "settle"): ("_transition", ("settle",)),
    ("hr.asn.survey.invitation", "lapse"): ("_transition", ("lapse",)),
    ("hr.asn.unit.rating", "set"): ("action_set", ()),
    ("hr.asn.unit.rating", "reopen"): ("action_reopen", ("Salah ketik",)),
    ("hr.asn.unlock", "grant"): ("action_grant", ()),
    ("hr.asn.unlock", "refuse"): ("action_refuse", ("Tidak",)),
    ("hr.asn.unlock", "end"): ("action_end", ()),
    ("hr.asn.calibration", "start"): ("action_start", ()),
    ("hr.asn.calibration", "call_off"): ("action_call_off", ("Tidak kuorum",)),
    ("hr.asn.calibration", "lock"): ("action_lock", ()),
    # Their buttons also work: where a run stands afterwards is for its own tests.
    ("hr.asn.run", "start"): ("_transition", ("start",)),
    ("hr.asn.run", "continue"): ("_transition", ("continue",)),
    ("hr.asn.run", "retry"): ("_transition", ("retry",)),
    # By deadline only: there is no button.
    ("hr.asn.evaluation", "finalize"): ("_transition", ("finalize",)),
    # By the import of what another system has: there is no button.
    ("hr.asn.skp", "import"): ("_transition", ("import",)),
    ("hr.asn.evaluation", "import"): ("_transition", ("import",)),
}


class WorkflowFixture(AsnFixture):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evaluation = cls.quarter(cls.staff, 1)
        cls.prove(cls.evaluation)
        cls.skp = cls.evaluation.skp_id
        cls.set_day(f"{YEAR}-04-02")
        run = cls._run()
        # Beside the sample, which is about plans.
        cls._delegation(scope="rating")
        cls.samples = {
            record._name: record.sudo()
            for record in (
                *(cls.cycle, cls.skp, cls.evaluation, run),
                *(cls._exemption(), cls._delegation(), cls._notice()),
                cls.env["hr.asn.feedback"].create(cls._feedback(cls.boss)),
                cls.env["hr.asn.feedback.request"].create(cls._question(cls.peer)),
                cls.env["hr.asn.unlock"].create(cls._unlock(cls.staff)),
                cls.env["hr.asn.dialogue"].create({"skp_id": cls.skp.id}),
                cls.env["hr.asn.goal.proposal"].create(cls._idea()),
                cls.env["hr.asn.calibration"].create(cls._calibration()),
                *(cls._survey(), cls._invitation()),
                *(cls._objection(), cls._proof()),
                cls.env["hr.asn.inquiry"].create({"evaluation_id": cls.evaluation.id}),
                cls.env["hr.asn.unit.rating"].create(cls._unit_rating()),
            )
        }

    @classmethod
    def _delegation(cls, start="04-02", **values):
        """Return a delegation of the boss to the head of the office, in force now."""
        values = cls._delegated(start) | values
        return cls.by(cls.env["hr.asn.delegation"], cls.boss).create(values)

    @classmethod
    def _delegated(cls, start):
        return {
            "appraiser_id": cls.boss.id,
            "delegate_id": cls.head.id,
            "date_from": f"{YEAR}-{start}",
            "date_to": f"{YEAR}-{start}",
            "reason": "Diklat",
            "company_id": cls.agency.id,
        }

    @classmethod
    def _feedback(cls, giver):
        """Return the values of feedback to the staff, as code gives it for somebody."""
        values = {"skp_id": cls.skp.id, "text": "Rapi", "giver_kept_id": giver.id}
        return {**values, "behavior_id": cls.env["hr.asn.behavior"].search([])[0].id}

    @classmethod
    def _question(cls, asked):
        values = {"skp_id": cls.skp.id, "question": "Rapikah?", "asked_id": asked.id}
        return {**values, "behavior_id": cls.env["hr.asn.behavior"].search([])[0].id}

    @classmethod
    def _exemption(cls):
        return cls.env["hr.asn.exemption"].create(
            {
                "employee_id": cls.staff.id,
                "kind": "tugas_belajar",
                "date_from": f"{YEAR + 1}-01-01",
            }
        )

    @classmethod
    def _unlock(cls, employee):
        until = {"date_to": f"{YEAR}-12-31", "reason": "Sakit"}
        return {"employee_id": employee.id, "cycle_id": cls.cycle.id, **until}

    @classmethod
    def _idea(cls):
        values = {"name": "Uji", "aspect_id": cls.aspect.id, "target": "1"}
        said = {"result": "Hasil", "benefit": "Lebih jelas"}
        return {**values, **said, "skp_id": cls.skp.id}

    @classmethod
    def _calibration(cls):
        period, unit = cls.evaluation.period_id, cls.school_office
        return {"period_id": period.id, "department_id": unit.id}

    @classmethod
    def _survey(cls):
        return cls.env["hr.asn.survey"].create(cls._about_service("KTP-el"))

    @classmethod
    def _about_service(cls, name):
        service = cls.env["hr.asn.service"].create(
            {
                "name": name,
                "department_id": cls.clinic.id,
                "owner_id": cls.peer.id,
                "company_id": cls.agency.id,
            }
        )
        return {"kind": "service", "service_id": service.id}

    @classmethod
    def _invitation(cls):
        about = {"evaluation_id": cls.evaluation.id, "date_to": f"{YEAR}-12-31"}
        asked = cls.env["hr.asn.survey"].create({"kind": "group", **about})
        return cls.env["hr.asn.survey.invitation"].create(cls._invited(asked, cls.peer))

    def _asked(self, name):
        if name == "hr.asn.survey":
            return self._about_service("Akta")
        other = self._person("Rekan")
        self._assign(other, self.boss, self.clinic, self.chief)
        return self._invited(self.samples[name].survey_id, other)

    @classmethod
    def _invited(cls, survey, person):
        return {"survey_id": survey.id, "employee_id": person.id}

    @classmethod
    def _objection(cls):
        """Return an objection that can be heard, to a revision that is over."""
        made = cls.env["hr.asn.objection"].create({"evaluation_id": cls.evaluation.id})
        rated = {"before_result": "sesuai", "before_behavior": "sesuai"}
        made._asn_put(
            {"hear_until": f"{YEAR}-01-01", "filed_on": f"{YEAR}-01-01", **rated}
        )
        return made

    @classmethod
    def _unit_rating(cls):
        """Of a section whose head is the staff; the boss stands above it."""
        unit = cls._unit("Seksi", cls.clinic)
        unit.manager_id = cls.staff
        said = {"rating": "baik", "source": "PK", "decided_on": f"{YEAR}-04-01"}
        period = cls.evaluation.period_id.id
        return {**said, "department_id": unit.id, "period_id": period}

    @classmethod
    def _proof(cls):
        return cls.env["hr.asn.evidence"].search([("skp_id", "=", cls.skp.id)])

    @classmethod
    def _proven(cls):
        keys = {"rhk_id": cls.skp.rhk_ids.id, "period_id": cls.evaluation.period_id.id}
        return {**keys, "name": "Foto", "url": "https://contoh.go.id/foto"}

    @classmethod
    def _notice(cls):
        notices = cls.env["hr.asn.notice"]
        notices._asn_tell(cls.skp, "Atasan saya Rina")
        return notices.search([("skp_id", "=", cls.skp.id)])

    @classmethod
    def _run(cls):
        """Return a run of the officer, as the superuser sees it, with a failed row."""
        run = cls.env["hr.asn.run"].with_user(cls.officer)
        run = run.create({"kind": "opening", "cycle_id": cls.cycle.id, "name": "x"})
        run = run.with_env(cls.env)
        run.line_ids.create({"run_id": run.id, "key": "x", "state": "failed"})
        return run

    def _models(self):
        """Return the names of all stored models with the workflow, as samples know."""
        names = {
            name
            for name, model in self.env.registry.items()
            if issubclass(model, self.env.registry[MIXIN]) and not model._abstract
            if model._original_module == "hr_asn_appraisal"
        }
        self.assertEqual(names, set(self.samples), "say in samples how to make one")
        return sorted(names)

    def _factory(self, name):
        """Return creation values of one more record of a model."""
        alike = {
            "hr.asn.goal.proposal": self._idea,
            "hr.asn.calibration": self._calibration,
            "hr.asn.evidence": self._proven,
        }
        if name in alike:
            return alike[name]()
        return self._factory_of_plan(name)

    def _factory_of_plan(self, name):
        if name == "hr.asn.cycle":
            return {"year": YEAR + 5, "policy_id": self.policy.id}
        if name == "hr.asn.exemption":
            dates = {"date_from": f"{YEAR + 3}-01-01", "date_to": f"{YEAR + 3}-06-30"}
            return {"employee_id": self.staff.id, "kind": "cltn", **dates}
        if name in ("hr.asn.unlock", "hr.asn.unit.rating"):
            is_unlock = name == "hr.asn.unlock"
            return self._unlock(self.peer) if is_unlock else self._unit_rating()
        if name.startswith("hr.asn.survey"):
            return self._asked(name)
        if name.startswith("hr.asn.feedback"):
            is_asked = name == "hr.asn.feedback.request"
            return self._question(self.chief) if is_asked else self._feedback(self.boss)
        if name == "hr.asn.dialogue":
            return {"skp_id": self.plan(self.peer).id}
        if name in ("hr.asn.objection", "hr.asn.inquiry"):
            return {"evaluation_id": self.quarter(self.staff, 2).id}
        if name == "hr.asn.run":
            return {"kind": "opening", "cycle_id": self.cycle.id, "name": "x"}
        if name == "hr.asn.delegation":
            return self._delegated("08-01")
        if name == "hr.asn.notice":
            told = {"text": "Bukan dia", "noticed_on": f"{YEAR}-04-02"}
            return {"skp_id": self.plan(self.peer).id, **told}
        if name == "hr.asn.skp":
            employee = self._person("Lain", login=False)
            return {
                "assignment_id": self._assign(employee, self.boss, self.clinic).id,
                "cycle_id": self.cycle.id,
                "policy_id": self.policy.id,
                "date_from": f"{YEAR}-01-01",
                "date_to": f"{YEAR}-12-31",
            }
        period = self.env["hr.asn.period"].create(
            {
                "cycle_id": self.cycle.id,
                "kind": "bulan",
                "number": 1,
                "date_from": f"{YEAR}-01-01",
                "date_to": f"{YEAR}-01-31",
            }
        )
        return {
            "skp_id": self.skp.id,
            "period_id": period.id,
            "appraiser_id": self.boss.id,
        }

    def _other_value(self, record, name):
        """Return a valid value of a field that is not the one it has."""
        field = record._fields[name]
        value = record[name]
        if field.type == "selection":
            keys = [key for key, _label in field._description_selection(self.env)]
            return next((key for key in reversed(keys) if key != value), value)
        if field.type in ("char", "text"):
            return f"{value or ''} x"
        if field.type == "many2one":
            other = self.env[field.comodel_name].search(
                [("id", "!=", value.id)], limit=1, order="id desc"
            )
            return other.id
        if field.type == "date":
            return str((value or date(YEAR, 1, 1)) + timedelta(days=40))
        if field.type == "datetime":
            return str((value or datetime(YEAR, 1, 1)) + timedelta(days=40))
        if field.type == "json":
            return {"x": "y"}
        if field.type == "binary":
            return "cGFsc3U="
        return {"boolean": not value, "integer": int(value or 0) + 7}[field.type]

    def _guarded(self, record):
        """Return the fields that nobody writes by hand: protected and computed ones."""
        return sorted({*record._asn_protected, *record._asn_derived()})

    def _column(self, record, name):
        self.env.flush_all()
        if not record._fields[name].column_type:
            # A file lies in an attachment.
            record.invalidate_recordset([name])
            return record.sudo()[name]
        self.env.cr.execute(
            f"SELECT {name} FROM {record._table} WHERE id = %s", [record.id]
        )
        return self.env.cr.fetchone()[0]

    @contextmanager
    def _unchanged(self, record, name):
        before = self._column(record, name)
        yield
        self.env.invalidate_all()
        self.assertEqual(self._column(record, name), before, (record._name, name))


def _first_value(item):
    name, value = item
    return name if value is False else f"{name}={value}"


@tagged("post_install", "-at_install")
class TestNoWayIn(WorkflowFixture, AsnCommon):
    def _people(self):
        return (self.staff, self.boss, self.chief, self.officer, self.team, self.admin)

    def _each(self):
        for model in self._models():
            record = self.samples[model]
            for name in self._guarded(record):
                yield record, name, self._other_value(record, name)

    def test_what_is_guarded_is_what_the_file_says(self):
        with file_open(GUARDED) as file:
            told = {
                (line["model"], line["kind"]): set(line["fields"].split())
                for line in csv.DictReader(file)
            }
        self.assertEqual(dict(self._guards()), told)

    def _guards(self):
        """Yield ((model, kind), its fields as the file writes them)."""
        for name, model in self.env.registry.items():
            first = getattr(model, "_asn_protected", {})
            fixed = getattr(model, "_asn_fixed", ())
            if model._abstract or not name.startswith("hr.asn."):
                continue
            if first:
                yield (name, "protected"), set(map(_first_value, first.items()))
            if fixed:
                yield (name, "fixed"), set(fixed)
            authors = getattr(model, "_asn_authors", {})
            if authors:
                told = {f"{one}={'+'.join(who)}" for one, who in authors.items()}
                yield (name, "authors"), told

    def test_write(self):
        for record, name, value in self._each():
            for who in self._people():
                with self._unchanged(record, name), self.assertRaises(UserError):
                    self.by(record, who).sudo(False).write({name: value})
            with self._unchanged(record, name), self.assertRaises(AccessError):
                record.sudo().write({name: value})
            with self._unchanged(record, name), self.assertRaises(AccessError):
                record.sudo()[name] = value

    def test_web_save_of_a_form_or_list(self):
        for record, name, value in self._each():
            with self._unchanged(record, name), self.assertRaises(AccessError):
                record.sudo().web_save({name: value}, {"id": {}})

    def test_import(self):
        for record, name, value in self._each():
            column = f"{name}/.id" if record._fields[name].relational else name
            with self._unchanged(record, name):
                answer = record.sudo().load(
                    [".id", column], [[str(record.id), str(value)]]
                )
                self.assertFalse(answer["ids"], (record._name, name))
                self.assertTrue(answer["messages"])

    def test_one2many_commands_from_every_parent(self):
        tried = 0
        for record, name, value in self._each():
            for parent, field in self._parents(record):
                tried += 1
                command = Command.update(record.id, {name: value})
                with self._unchanged(record, name), self.assertRaises(AccessError):
                    parent.sudo().write({field: [command]})
        self.assertTrue(tried)

    def _parents(self, record):
        """Yield (parent, one2many) through which a record can be reached."""
        for name, model in self.env.registry.items():
            if model._abstract or model._transient:
                continue
            for field in self.env[name]._fields.values():
                if field.type != "one2many" or field.comodel_name != record._name:
                    continue
                if field.inverse_name and record[field.inverse_name]:
                    yield record[field.inverse_name], field.name

    def test_create_sets_the_first_values(self):
        for model in self._models():
            record = self.samples[model]
            asked = {
                name: self._other_value(record, name) for name in self._guarded(record)
            }
            with self.subTest(model=model, way="values"):
                made = record.create({**asked, **self._factory(model)})
                self._assert_first(made, asked)
                self._drop(made)

    def _drop(self, made):
        """Make room for the next try under the same keys."""
        self.env.flush_all()
        self.env.cr.execute(f"DELETE FROM {made._table} WHERE id = %s", [made.id])
        self.env.invalidate_all()
        if made._name == "hr.asn.evaluation":
            self.env["hr.asn.period"].search([("kind", "=", "bulan")]).unlink()

    def _assert_first(self, made, asked):
        self.env.flush_all()
        self.env.invalidate_all()
        for name, first in made._asn_first_values().items():
            self.assertEqual(made[name] or False, first or False, name)
        for name in made._asn_derived() & asked.keys():
            field = made._fields[name]
            value = field.convert_to_write(made[name], made)
            expected = self._computed(made, name)
            self.assertEqual(value, expected, (made._name, name))

    def _computed(self, made, name):
        """Return what a derived field is when it is computed anew."""
        field = made._fields[name]
        self.env.add_to_compute(field, made)
        return field.convert_to_write(made[name], made)

    def test_default_of_the_context(self):
        for model in self._models():
            record = self.samples[model]
            asked = {
                name: self._other_value(record, name) for name in self._guarded(record)
            }
            context = {f"default_{name}": value for name, value in asked.items()}
            values = self._factory(model)
            made = record.sudo().with_context(**context).create(values)
            self._assert_first(made, asked)
            self._drop(made)

    def test_stored_default_of_a_plain_user(self):
        for model in self._models():
            record = self.samples[model]
            asked = {
                name: self._other_value(record, name) for name in self._guarded(record)
            }
            user = self.staff.user_id
            for name, value in asked.items():
                stored = value if isinstance(value, bool | int | str) else str(value)
                self.env["ir.default"].with_user(user).set(
                    model, name, stored, user_id=True
                )
            values = self._factory(model)
            made = record.with_user(user).sudo().create(values)
            self._assert_first(made, asked)
            self._drop(made)

    @mute_logger(*QUIET)
    def test_copy(self):
        for model in self._models():
            record = self.samples[model]
            values = self._factory(model)
            asked = {
                name: self._other_value(record, name) for name in self._guarded(record)
            }
            made = record.copy({**asked, **values})
            self._assert_first(made, asked)
            self._drop(made)

    def test_identity_is_not_changed_by_hand(self):
        for model in self._models():
            record = self.samples[model]
            for name in record._asn_fixed:
                value = self._other_value(record, name)
                for who in self._people():
                    with self._unchanged(record, name), self.assertRaises(UserError):
                        self.by(record, who).sudo(False).write({name: value})

    def test_rating_rows_have_no_door(self):
        self.bring_evaluation_quietly("rated")
        rows = self.evaluation.sudo().rating_ids
        self.assertEqual(sorted(rows.mapped("kind")), ["given", "proposed"])
        rating = rows.filtered(lambda row: row.kind == "given")
        values = {
            "evaluation_id": self.evaluation.id,
            "kind": "decided",
            "revision": 0,
            "result": "di_atas",
            "behavior": "di_atas",
            "actor_id": self.env.uid,
            "is_published": True,
        }
        for who in (*self._people(), self.env.user):
            with self.assertRaises(UserError):
                self.by(rating, who).create(values)
            with self.assertRaises(UserError):
                self.by(rating, who).copy()
            with self.assertRaises(UserError):
                self.by(self.evaluation, who).write({"rating_ids": [(0, 0, values)]})
            for name in ("result", "behavior", "predikat", "is_published", "actor_id"):
                with self._unchanged(rating, name), self.assertRaises(UserError):
                    self.by(rating, who).write({name: self._other_value(rating, name)})
        for operation in ("create", "write"):
            argument = values if operation == "create" else {"result": "di_atas"}
            with self.assertRaises(UserError):
                getattr(rating.sudo(), operation)(argument)

    def bring_evaluation_quietly(self, state):
        self.by(self.evaluation, self.staff).action_submit()
        if state == "rated":
            self.by(self.evaluation, self.boss).action_rate("sesuai", "sesuai")

    def test_the_appraiser_cannot_choose_the_predikat(self):
        """A default in the context of the button must not reach the rating row."""
        self.bring_evaluation_quietly("submitted")
        self.by(self.evaluation, self.boss).with_context(
            default_predikat="sangat_baik",
            default_is_published=True,
            default_kind="decided",
            default_revision=9,
            default_actor_id=self.staff.user_id.id,
        ).action_rate("di_bawah", "di_bawah", "Tidak melapor dan tidak hadir")
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.evaluation.sudo().rating_ids.grouped("kind")
        self.assertEqual(set(rows), {"given", "proposed"})
        self.assertEqual(rows["given"].predikat, "sangat_kurang")
        self.assertEqual(rows["given"].actor_id, self.boss.user_id)
        self.assertEqual(rows["proposed"].predikat, "baik")
        for row in rows.values():
            self.assertEqual((row.revision, row.is_published), (0, False))

    def test_a_run_is_not_steered_by_defaults(self):
        run = (
            self.env["hr.asn.run"]
            .with_user(self.officer)
            .with_context(default_state="done", default_user_id=self.staff.user_id.id)
            .create({"kind": "opening", "cycle_id": self.cycle.id, "name": "x"})
        )
        self.assertEqual((run.state, run.user_id), ("draft", self.officer))
        self._assign(self._person("Baru", login=False), self.boss, self.clinic)
        run.with_context(default_state="ok")._asn_prepare()
        self.assertEqual(set(run.line_ids.mapped("state")), {"todo", "skipped"})
        for vals in (
            {"user_id": self.admin.id},
            {"state": "done"},
            {"kind": "evaluation"},
            {"line_ids": [(1, run.line_ids[0].id, {"state": "ok"})]},
        ):
            with self.assertRaises(AccessError):
                self.by(run, self.officer).write(vals)


@tagged("post_install", "-at_install")
class TestTransitions(WorkflowFixture, AsnCommon):
    """Each transition, each state, each role: allowed exactly where the map says."""

    def _roles(self):
        """Return {user: roles he has on the samples}, said here once more by hand."""
        return {
            self.staff.user_id: {"employee"},
            self.boss.user_id: {"appraiser", "giver"},
            self.chief.user_id: {"superior"},
            self.peer.user_id: {"asked", "keeper"},
            self.head.user_id: {"delegate", "keeper"},
            self.foreign_boss.user_id: set(),
            self.officer: {"officer", "starter", "librarian", "keeper"},
            self.unit_officer: {"officer", "keeper"},
            self.team: {"officer", "librarian", "performance_team", "keeper"},
            self.admin: {"officer", "librarian", "performance_team", "keeper"},
            self.auditor: set(),
            self.env.ref("base.user_root"): {
                *("officer", "librarian", "system", "performance_team", "keeper"),
            },
        }

    def _in_state(self, record, state):
        self._put(record, "state", state)

    def _put(self, record, name, value):
        self.env.flush_all()
        if name:
            self.env.cr.execute(
                f"UPDATE {record._table} SET {name} = %s WHERE id = %s",
                [value, record.id],
            )
        self.env.invalidate_all()
        self.env.cr.cache.clear()

    def _prepare(self, record, state):
        """Give the row what the later states stand on, as the workflow leaves it."""
        if record._name != "hr.asn.cycle":
            self._in_state(self.samples["hr.asn.cycle"], "running")
        if record._name != "hr.asn.delegation":
            self._in_state(self.samples["hr.asn.delegation"], "active")
        if record._name == "hr.asn.evaluation" and state != "draft":
            if not record.sudo().rating_ids:
                # Put where it stands past all steps, it was never reported.
                rating = {"result": "sesuai", "behavior": "sesuai", "reason": "Alasan"}
                by_boss = self.env["hr.asn.rating"].with_user(self.boss.user_id).sudo()
                by_boss._asn_rate("given", {record: rating})
            if state == "delivered" and not record.sudo().document_ids:
                content = seal.canonical({"employee": {}})
                self.env["hr.asn.document"]._asn_seal(
                    [
                        {
                            "evaluation_id": record.id,
                            "kind": "evaluation",
                            "revision": record.revision,
                            "content": content,
                        }
                    ]
                )
        if record._name == "hr.asn.objection":
            self._in_state(self.evaluation, "objected")
        if record._name == "hr.asn.evidence":
            self._in_state(self.evaluation, "submitted")
        self._in_state(record, state)

    def test_the_map_is_the_right(self):
        for model in WorkflowFixture._models(self):
            record = self.samples[model]
            states = [key for key, _label in record._fields["state"].selection]
            for state in states:
                self._prepare(record, state)
                for user, roles in self._roles().items():
                    if model == "hr.asn.cycle" and user == self.unit_officer:
                        roles = set()  # he has some units, a year is the agency's
                    self._check(record, state, user, roles)

    def test_of_another_system_only_the_import_moves(self):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE hr_asn_skp SET source = 'ekinerja' WHERE id = %s", [self.skp.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self.by(self.skp, self.officer).asn_can, "")
        states = {
            "hr.asn.skp": ("draft", "submitted", "approved"),
            "hr.asn.evaluation": ("draft", "submitted", "rated", "final"),
        }
        for model in states.keys() & {*WorkflowFixture._models(self)}:
            record = self.samples[model]
            for state in states[model]:
                self._prepare(record, state)
                for user, roles in self._roles().items():
                    self._check(record, state, user, roles)

    def test_in_a_closed_year_only_what_the_file_says_moves(self):
        for line in self._lines():
            if line["model"] != "hr.asn.cycle":
                is_moved = self._tried(line, "closed", True)
                self.assertEqual(set(is_moved), {line["closed"] == "yes"}, line)

    def test_the_text_of_one_side_is_written_by_nobody_else(self):
        for model in self._models():
            record = self.samples[model]
            for name, authors in record._asn_authors.items():
                for user, roles in self._roles().items():
                    is_author = bool(roles & {*authors, "system"})
                    written = self._is_written(record, name, user)
                    self.assertEqual(written, is_author, (model, name, user.name))

    def _is_written(self, record, name, user):
        """Say whether a user may give a field another value; the system always may."""
        own = record.with_user(user).sudo(False)
        value = {name: self._other_value(record, name)}
        with _undone(self.env.cr):
            return self._is_moved(own, "write", (value,))

    def test_what_a_transition_needs_is_asked_for(self):
        for line in self._lines():
            if line["needs"]:
                is_moved = self._tried(line, "running", False)
                self.assertEqual(set(is_moved), {False}, line)

    def _tried(self, line, year, value):
        """Yield whether a transition moves from each state, by one who may.

        ``year``: the state of the year; ``value``: of the field that it needs.
        """
        record = self.samples[line["model"]]
        [move] = self._moves(record._name, line["transition"])
        who = next(who for who, has in self._roles().items() if has & {*move.who})
        name, args = ACTIONS[record._name, move.name]
        for state in move.source:
            self._prepare(record, state)
            self._in_state(self.samples["hr.asn.cycle"], year)
            own = record.with_user(who).sudo(False)
            with _undone(self.env.cr), self._known(record, move.needs, value):
                yield self._is_moved(own, name, args)

    @contextmanager
    def _known(self, record, name, value):
        """Let a field of all records of the model hold this value."""
        field = record._fields.get(name)
        if not field or field.store:
            self._put(record, name, int(value))
            yield
            return
        with patch.object(field, "compute", lambda found: found.update({name: value})):
            self.env.invalidate_all()
            yield
        self.env.invalidate_all()

    def _is_moved(self, record, name, args):
        try:
            with self.env.cr.savepoint():
                getattr(record, name)(*args)
        except UserError:
            return False
        return True

    def _lines(self):
        with file_open(MOVES) as file:
            lines = list(csv.DictReader(io.StringIO(file.read())))
        models = WorkflowFixture._models(self)
        return [line for line in lines if line["model"] in models]

    def _moves(self, model, name=None):
        """Return the transitions of a model as the file has them, or one of them."""
        return [
            Transition(
                line["transition"],
                tuple(line["source"].split()),
                line["target"],
                tuple(line["who"].split()),
                needs=line["needs"],
            )
            for line in self._lines()
            if line["model"] == model and name in (None, line["transition"])
        ]

    def _check(self, record, state, user, roles):
        moves = self._moves(record._name)
        allowed = {
            move.name
            for move in moves
            if state in move.source
            and roles & set(move.who)
            and (not move.needs or record[move.needs])
        }
        where = (record._name, state, user.name)
        seen = record.with_user(user)
        if not seen.has_access("read"):
            self.assertFalse(allowed, where)
        else:
            self.env.invalidate_all()
            self.assertEqual(set((seen.asn_can or "").split()), allowed, where)
        for move in moves:
            self._check_button(record, move, user, move.name in allowed, where)

    def _check_button(self, record, move, user, allowed, where):
        name, args = ACTIONS[record._name, move.name]
        self.env.invalidate_all()
        before = len(self.events(record))
        own = record.with_user(user).sudo(False)
        if (record._name, move.name) == ("hr.asn.cycle", "open") and not allowed:
            # The button of an opened cycle starts the run once more, moving nothing.
            name, args = "_transition", ("open",)
        if not allowed:
            with self.assertRaises(UserError, msg=(*where, move.name)):
                getattr(own, name)(*args)
            self.assertEqual(len(self.events(record)), before)
            return
        with _undone(self.env.cr):
            getattr(own, name)(*args)
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertEqual(record.state, move.target, (*where, move.name))
            event = self.events(record)[-1]
            self.assertEqual((event.name, event.state_to), (move.name, move.target))
            self.assertEqual(event.actor_id, user)
        self.env.invalidate_all()

    def test_every_transition_has_its_button(self):
        moves = {
            (model, move.name)
            for model in WorkflowFixture._models(self)
            for move in self.samples[model]._transitions
        }
        self.assertEqual(moves, set(ACTIONS))
        said = {
            (model, move.name) for model in self.samples for move in self._moves(model)
        }
        self.assertEqual(moves, said)

    def test_no_step_of_a_view_is_part_of_the_name_of_another(self):
        """Views look for a name in a text of names: "start" is found in "restart"."""
        # Beside the state, or of one who may do both.
        told = {
            ("hr.asn.cycle", "open", "reopen"),
            ("hr.asn.evaluation", "rate", "unrate"),
            ("hr.asn.evaluation", "rate", "unrate_unreported"),
        }
        for model in WorkflowFixture._models(self):
            names = [move.name for move in self.samples[model]._transitions]
            asked = self._asked_in_views(model)
            for name in asked.intersection(names):
                # "reopen" means "reopen_unreported", too.
                others = [one for one in names if not f"{one}_".startswith(f"{name}_")]
                longer = {(model, name, one) for one in others if name in one}
                with self.subTest(model, step=name):
                    self.assertEqual(longer - told, set())

    def _asked_in_views(self, model):
        """Return the names of steps for which the views of a model look."""
        views = self.env["ir.ui.view"].search([("model", "=", model)])
        found = (NAME_IN_VIEW.findall(view.arch_db) for view in views)
        return {name for names in found for name in names}

    def test_for_who_has_no_login_others_move_on_paper(self):
        self.staff.sudo().user_id = False
        for model in WorkflowFixture._models(self):
            # Of a unit it is the leader for whom others act.
            if model != "hr.asn.unit.rating":
                self._check_on_paper(model, self._roles_on_paper())

    def test_for_a_leader_without_login_the_officer_rates_the_unit(self):
        self.boss.sudo().user_id = False
        roles = {self.officer: {"officer", "clerk"}, self.chief.user_id: set()}
        if "hr.asn.unit.rating" in WorkflowFixture._models(self):
            self._check_on_paper("hr.asn.unit.rating", roles)

    def _check_on_paper(self, model, users):
        record = self.samples[model]
        for state in self._states_on_paper(model):
            self._prepare(record, state)
            for user, roles in users.items():
                self._check(record, state, user, roles)

    def _states_on_paper(self, model):
        """Return the states from which somebody moves it for the employee."""
        moves = [move for move in self._moves(model) if {*PAPER} & {*move.who}]
        return sorted({state for move in moves for state in move.source})

    def _roles_on_paper(self):
        roles = self._roles()
        return {
            self.boss.user_id: roles[self.boss.user_id] | {"substitute"},
            self.officer: roles[self.officer] | {*PAPER},
            self.chief.user_id: roles[self.chief.user_id],
            self.peer.user_id: roles[self.peer.user_id],
        }

    def test_officer_never_moves_his_own(self):
        self.staff.user_id.group_ids |= self.env.ref(
            "hr_asn_appraisal.group_asn_officer"
        )
        self._in_state(self.skp, "approved")
        self.assertEqual(self.by(self.skp, self.staff).asn_can, "revise")
        with self.assertRaises(AccessError):
            self.by(self.skp, self.staff).action_close()

    def test_the_refusal_names_who_may_or_what_is(self):
        with self.assertRaisesRegex(AccessError, "the appraiser"):
            self._in_state(self.skp, "submitted")
            self.by(self.skp, self.staff).action_approve()
        with self.assertRaisesRegex(UserError, "Approved"):
            self._in_state(self.skp, "approved")
            self.by(self.skp, self.boss).action_approve()


@contextmanager
def _undone(cursor):
    """Run a block and take back what it wrote."""
    with cursor.savepoint() as savepoint:
        yield
        savepoint.rollback()


@tagged("post_install", "-at_install")
class TestWorkflowRpc(WorkflowFixture, AsnHttpCommon):
    @mute_logger(*QUIET)
    def test_rpc_asks_the_same_map(self):
        skp = self.plan(self.peer)
        self.fill(skp)
        self.sign_in(self.foreign_boss)
        for action, args in (("action_submit", ()), ("action_approve", ())):
            _result, error = self.rpc("hr.asn.skp", action, skp.ids, *args)
            self.assertEqual(error, "odoo.exceptions.AccessError", action)
        self.sign_in(self.peer)
        self.assertIsNone(self.rpc("hr.asn.skp", "action_submit", skp.ids)[1])
        self.assertEqual(skp.state, "submitted")
        self.assertTrue(self.rpc("hr.asn.skp", "action_approve", skp.ids)[1])
        self.sign_in(self.boss)
        self.assertIsNone(self.rpc("hr.asn.skp", "action_approve", skp.ids)[1])
        self.assertEqual((skp.state, skp.version_number), ("approved", 1))

    @mute_logger(*QUIET)
    def test_rpc_has_no_private_door(self):
        doors = {
            "hr.asn.skp": ("_transition", "_asn_put", "_write"),
            "hr.asn.rating": ("_asn_rate", "_asn_publish", "_asn_take_back"),
            "hr.asn.skp.version": ("_asn_seal",),
            "hr.asn.event": ("_asn_log",),
            "hr.asn.evaluation": ("_cron_asn_deadlines", "_asn_receive"),
            "hr.asn.run": ("_cron_asn_run", "_asn_step"),
            "hr.asn.delegation": ("_cron_asn_delegations", "_asn_tell"),
        }
        self.sign_in(self.admin)
        for model, methods in doors.items():
            for method in methods:
                _result, error = self.rpc(model, method, [], {})
                self.assertEqual(error, "odoo.exceptions.AccessError", method)

    @mute_logger(*QUIET)
    def test_rpc_writes_nothing_protected(self):
        for who in (self.staff, self.boss, self.officer, self.admin):
            self.sign_in(who)
            for model in self._models():
                record = self.samples[model]
                for name in self._guarded(record):
                    vals = {name: self._other_value(record, name)}
                    with self._unchanged(record, name):
                        for method, args in (
                            ("write", (record.ids, vals)),
                            ("web_save", (record.ids, vals, {"id": {}})),
                        ):
                            _result, error = self.rpc(model, method, *args)
                            self.assertTrue(error, (who.name, model, name, method))

    @mute_logger(*QUIET)
    def test_json2_asks_the_same_map(self):
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.staff.user_id)
            .sudo()
            ._generate("rpc", "uji", fields.Datetime.now() + timedelta(days=1))
        )

        def call(model, method, **body):
            self.env.flush_all()
            answer = self.url_open(
                f"/json/2/{model}/{method}",
                data=json.dumps(body),
                headers={
                    "Authorization": f"Bearer {key}",
                    "Content-Type": "application/json",
                },
            )
            self.env.invalidate_all()
            return answer

        ids = self.evaluation.ids
        for name in self._guarded(self.evaluation):
            vals = {name: self._other_value(self.evaluation, name)}
            with self._unchanged(self.evaluation, name):
                answer = call("hr.asn.evaluation", "write", ids=ids, vals=vals)
                self.assertEqual(answer.status_code, 403, name)
        refused = call(
            "hr.asn.evaluation",
            "action_rate",
            ids=ids,
            result="sesuai",
            behavior="sesuai",
            reason="Saya sendiri",
        )
        self.assertEqual(refused.status_code, 403)
        self.assertEqual(self.evaluation.state, "draft")
        context = {"default_state": "final", "default_predikat": "sangat_baik"}
        done = call("hr.asn.evaluation", "action_submit", ids=ids, context=context)
        self.assertEqual(done.status_code, 200, done.text)
        self.assertEqual(self.evaluation.state, "submitted")
        self.assertFalse(self.evaluation.predikat)
