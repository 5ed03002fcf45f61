import ast

from odoo import api, models
from odoo.fields import Domain

from .hr_asn_scope_mixin import AUDITOR_GROUP, OFFICER_GROUP, TEAM_GROUP

USER_GROUP = "base.group_user"

PLAN, EVALUATION, HOME = "hr.asn.skp", "hr.asn.evaluation", "hr.asn.home"
TALENT = "hr.asn.talent"
DIALOGUE, SURVEY = "hr.asn.dialogue", "hr.asn.survey"
CONSIDERATION = "hr.asn.consideration"
UNIT_RATING = "hr.asn.unit.rating"
PROPOSAL, TREE = "hr.asn.goal.proposal", "hr.asn.tree"
GAP, INDICATOR = "hr.asn.gap", "hr.asn.iki"
# Read like their plan.
OF_PLAN = (DIALOGUE, PROPOSAL)
# {model: the path to those from whom a rule hides it, whatever else they may read}
HIDDEN_FROM = {
    SURVEY: "employee_id.user_id",
    CONSIDERATION: "counted_ids.employee_id.user_id",
    UNIT_RATING: "department_id.manager_id.user_id",
}
# The field by which a rule opens a model to the agency above.
OVERSEEN = "asn_is_overseen"
# By these a rule asks who reads: the user, or units and delegations of his.
ASKER, SCOPE = "user", "asn_"
# So many names of a role are shown; of more only how many there are.
NAMED = 8


class HrAsnWho(models.AbstractModel):
    """Who can see a document or a screen, in words and by role.

    Named is only who really may: each candidate is asked of the rules that guard the
    document, as himself. Of those who read all of an agency the number is told.
    """

    _name = "hr.asn.who"
    _description = "ASN readers of a document"

    @api.model
    @api.readonly
    def read_who(self, model, number=False):
        """Return who can see a document, else a screen of a model.

        In: a model of this app; the id of a document that the user may read, none for
        a list or cockpit. Out: {"sentence": text, "roles": [{"label", "names"}]}.
        Raises AccessError for a document or model that the user may not read.
        """
        records = self.env[model].browse(number or ())
        records.check_access("read")
        if model == HOME:
            records = records.skp_id
        if self._asn_is_open(records):
            return self._asn_of_open(records)
        if records and "company_id" in records._fields:
            return self._asn_of_document(records)
        return self._asn_of_screen(model)

    # -- of a document -------------------------------------------------------

    @api.model
    def _asn_of_document(self, record):
        record.ensure_one()
        # sudo: hr.employee, res.users - names of who reads it, nothing else of them
        seen, roles, has_more = self.env["res.users"].sudo(), [], False
        for label, users, is_stated in self._asn_candidates(record.sudo()):
            users = self._asn_readers(record, users - seen)
            seen |= users
            if users:
                roles.append(self._asn_role(label, users))
                has_more |= not is_stated
        model, company = record._name, record.sudo().company_id
        hidden = HIDDEN_FROM.get(model)
        if hidden:
            seen |= record.sudo().mapped(hidden)
        groups = self._asn_group_roles(model, company, seen)
        sentence = self._asn_sentence(record, has_more or bool(groups))
        return {"sentence": sentence, "roles": roles + groups}

    @api.model
    def _asn_sentence(self, record, has_more):
        """Say who reads one's own document, or that of somebody else, M37.

        ``has_more``: whether more see it than the four roles that M37 names.
        """
        if record._name not in (PLAN, EVALUATION):
            return self.env._("Only those who are named here can see this page.")
        if record.employee_id in self.env.user.employee_ids:
            return self._asn_own_sentence(has_more)
        return self.env._(
            "Only the employee, the appraiser, the appraiser's superior, the heads of "
            "the units above and the performance officer can see this page, beside "
            "those who read the whole agency."
        )

    @api.model
    def _asn_own_sentence(self, has_more=False):
        if has_more:
            return self.env._(
                "Only you, the appraiser, the appraiser's superior, the heads of the "
                "units above and the performance officer can see this page, beside "
                "those who read the whole agency."
            )
        return self.env._(
            "Only you, the appraiser, the appraiser's superior and the performance "
            "officer can see this page."
        )

    @api.model
    def _asn_candidates(self, record):
        """Return [(role, users, whether M37 names it)], in the order of telling."""
        if record._name == SURVEY:
            return self._asn_candidates_of_survey(record)
        if record._name in OF_PLAN:
            record = record.skp_id
        if record._name not in (PLAN, EVALUATION):
            return self._asn_candidates_of_other(record)
        plan = record if record._name == PLAN else record.skp_id
        parts = plan.evaluation_ids if record._name == PLAN else record
        return [
            (self.env._("Employee"), record.employee_id.user_id, True),
            (self.env._("Appraiser"), record.appraiser_id.user_id, True),
            (self.env._("Appraiser's Superior"), record.superior_id.user_id, True),
            (
                self.env._("Appraiser or superior of a period"),
                (parts.appraiser_id | parts.superior_id).user_id,
                False,
            ),
            (self.env._("Acts for the Appraiser"), record.delegate_id.user_id, False),
            (self.env._("Heads of the Units Above"), self._asn_heads(record), False),
            (self.env._("Performance Officer"), self._asn_officers(record), True),
        ]

    @api.model
    def _asn_candidates_of_other(self, record):
        """Return the candidates of what is neither a plan nor an evaluation.

        That is a run, an exemption, an unlock, a delegation, a consideration or the
        timeline of a person: who has begun it, the parties of whose it is, and who is
        responsible for the unit.
        """
        known = record._fields
        own = [
            (self.env._("Begun By"), "user_id"),
            (self.env._("Written By"), "author_id"),
            (self.env._("Employee"), "employee_id.user_id"),
            (self.env._("Appraiser"), "appraiser_id.user_id"),
            (self.env._("Acts for the Appraiser"), "delegate_id.user_id"),
        ]
        if record._name == CONSIDERATION:
            superior = self.env._("Appraiser's Superior")
            own += [
                (self.env._("Appraiser"), "evaluation_ids.appraiser_id.user_id"),
                (superior, "evaluation_ids.superior_id.user_id"),
            ]
        parties = [
            (label, record.mapped(path), True)
            for label, path in own
            if path.split(".")[0] in known
        ]
        if "department_id" not in known:
            return parties
        return [
            *parties,
            (self.env._("Heads of the Units Above"), self._asn_heads(record), True),
            (self.env._("Performance Officer"), self._asn_officers(record), True),
        ]

    @api.model
    def _asn_candidates_of_survey(self, record):
        """Return who asks: never who is asked, nor of a person himself."""
        owner = self.env["hr.employee"].sudo()
        if record.service_id:
            owner = owner.browse(record.service_id._asn_answering())
        return [
            (self.env._("Responsible for the Service"), owner.user_id, True),
            (self.env._("Heads of the Units Above"), self._asn_heads(record), True),
            (self.env._("Performance Officer"), self._asn_officers(record), True),
        ]

    @api.model
    def _asn_unit_of(self, record):
        """Return the unit that the rules ask about."""
        if record._name == SURVEY:
            about = record.service_id or record.evaluation_id.skp_id
            return about.department_id
        if record._name == EVALUATION:
            # Where the person is now.
            return record.skp_id.department_id
        return record.department_id

    @api.model
    def _asn_units(self, record):
        """Return the unit of a record and all above it, as the scope of the rules."""
        unit = self._asn_unit_of(record)
        path = [int(part) for part in (unit.parent_path or "").split("/")[:-1]]
        # sudo: hr.department - which unit is above which is no secret
        return self.env["hr.department"].sudo().browse(path)

    @api.model
    def _asn_heads(self, record):
        """Return the users who head the unit of a record, or one above it."""
        return self._asn_units(record).manager_id.user_id

    @api.model
    def _asn_officers(self, record):
        """Return the officers of the agency or of the unit; rules decide."""
        everywhere = self._asn_members(TEAM_GROUP, record.company_id)
        return self._asn_officers_near(record) - everywhere

    @api.model
    def _asn_officers_near(self, record):
        """Return them with those of the performance team, who are officers, too.

        Those of other units are not even asked: an agency has dozens of them.
        """
        return self._asn_officers_in(record.company_id, self._asn_units(record))

    @api.model
    def _asn_officers_in(self, company, units):
        near = Domain("asn_of_units", "=", False)
        near |= Domain("asn_unit_ids", "in", units.ids)
        return self._asn_members(OFFICER_GROUP, company, near)

    @api.model
    def _asn_officers_of(self, records):
        """Return {record: as of `_asn_officers_near`}; the queries are the same."""
        units = {record: self._asn_units(record) for record in records}
        found = {}
        for company, some in records.grouped("company_id").items():
            everywhere = self.env["hr.department"].union(*(units[one] for one in some))
            officers = self._asn_officers_in(company, everywhere)
            for one in some:
                found[one] = officers.filtered(
                    lambda user, near=units[one]: (
                        not user.asn_of_units or user.asn_unit_ids & near
                    )
                )
        return found

    @api.model
    def _asn_readers(self, record, users):
        """Return those of users whom the rules let read a record, each as himself."""
        return users.filtered(
            lambda user: (
                user.active
                and record.company_id in user.company_ids
                and record.with_user(user)
                .with_context(allowed_company_ids=record.company_id.ids)
                .has_access("read")
            )
        )

    # -- of what everybody reads ----------------------------------------------

    @api.model
    def _asn_is_open(self, records):
        """Say whether every employee of the agency reads a record, or all of a model.

        That is where none of the rules that bind everybody asks who it is, and one of
        those for employees, if there are any, lets all of it be read.
        """
        if not self._asn_is_for_all(records._name):
            return False
        rules = self._asn_rules(records._name)
        everybody = self.env.ref(USER_GROUP)
        binding = rules.filtered(lambda rule: not rule.groups)
        own = rules.filtered(lambda rule: everybody in rule.groups)
        if any(ASKER in (rule.domain_force or "") for rule in binding):
            return False
        return not own or any(self._asn_lets_all(rule, records) for rule in own)

    @api.model
    def _asn_lets_all(self, rule, records):
        """Say whether a rule for employees lets everybody read records of a model."""
        text = rule.domain_force or "[]"
        if ASKER in text or SCOPE in text:
            return False
        try:
            domain = Domain(ast.literal_eval(text.strip()))
        except (ValueError, SyntaxError):
            # It names what only the server knows: who reads may be among it.
            return False
        if not records or domain.is_true():
            return domain.is_true()
        stored = all(
            records._fields[one.field_expr.split(".")[0]].store
            for one in domain.iter_conditions()
        )
        return stored and records.sudo().filtered_domain(domain) == records

    @api.model
    def _asn_of_open(self, records):
        of_agency = records and "company_id" in records._fields
        company = records.sudo().company_id if of_agency else self.env.company
        parents = self._asn_parents(records._name, company)
        counted = self._asn_counted([(self.env._("Parent Agency"), parents)])
        told = self.env._("Everybody who works in this agency can see this page.")
        return {"sentence": told, "roles": counted}

    # -- groups --------------------------------------------------------------

    @api.model
    def _asn_group_roles(self, model, company, seen):
        """Return who reads the whole agency, by number; who was named is left out."""
        team = self._asn_members(TEAM_GROUP, company) - seen
        auditors = self._asn_members(AUDITOR_GROUP, company) - seen - team
        counted = [
            (self.env._("Performance Team"), team),
            (self.env._("Auditor"), auditors),
            (self.env._("Parent Agency"), self._asn_parents(model, company) - seen),
        ]
        return self._asn_counted(counted)

    @api.model
    def _asn_counted(self, counted):
        """Return the roles of which only the number is told."""
        return [
            {"label": f"{label} ({len(users)})", "names": []}
            for label, users in counted
            if users
        ]

    @api.model
    def _asn_members(self, group, company, among=Domain.TRUE):
        """Return the active users of a group who work in an agency."""
        # sudo: res.users - who has a right is no secret to who is read by it
        return (
            self.env["res.users"]
            .sudo()
            .search(
                Domain("all_group_ids", "in", self.env.ref(group).ids)
                & Domain("company_ids", "in", company.ids)
                & among
            )
        )

    @api.model
    def _asn_parents(self, model, company):
        """Return who reads a model of an agency from one above it, where it lets them.

        What the rules of a model keep within its agency nobody reads from above.
        """
        # sudo: ir.rule - whether a rule opens a model to the agency above
        rules = self.env["ir.rule"].sudo()
        opened = Domain("domain_force", "like", OVERSEEN)
        opened &= Domain("model_id.model", "=", model)
        # sudo: res.company - whether the parent reads, of one's own agency
        company = company.sudo()
        if not company.asn_read_by_parent or not rules.search_count(opened, limit=1):
            return self.env["res.users"].sudo()
        above = company.parent_ids - company
        team = [
            self._asn_members(group, above) for group in (TEAM_GROUP, AUDITOR_GROUP)
        ]
        users = team[0] | team[1]
        return users.filtered(lambda user: company not in user.company_ids)

    @api.model
    def _asn_role(self, label, users):
        """Return a role as it is shown: names where they are few, else how many."""
        if len(users) > NAMED or not users:
            return users and {"label": f"{label} ({len(users)})", "names": []}
        return {"label": label, "names": users.sorted("name").mapped("name")}
