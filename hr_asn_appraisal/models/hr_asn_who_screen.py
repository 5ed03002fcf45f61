import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.i18n import format_list

from .hr_asn_scope_mixin import AUDITOR_GROUP, OFFICER_GROUP, TEAM_GROUP
from .hr_asn_who import (
    CONSIDERATION,
    GAP,
    HOME,
    INDICATOR,
    PROPOSAL,
    SURVEY,
    TALENT,
    TREE,
    UNIT_RATING,
    USER_GROUP,
)

FEEDBACK, ASKED_FEEDBACK = "hr.asn.feedback", "hr.asn.feedback.request"
ANSWER, INVITATION = "hr.asn.survey.answer", "hr.asn.survey.invitation"
INDEX, NOTICE, RESULT = "hr.asn.survey.index", "hr.asn.notice", "hr.asn.rhk"

# The roles of a line, in the order of telling.
BEGAN, WROTE, GAVE, ANSWERS = "began", "wrote", "gave", "answers"
EMPLOYEE, ASKED, APPRAISER, DELEGATE = "employee", "asked", "appraiser", "delegate"
SUPERIOR, HEAD, HEADS, OFFICER = "superior", "head", "heads", "officer"
ROLES = (
    *(BEGAN, WROTE, GAVE, ANSWERS, EMPLOYEE, ASKED, APPRAISER, DELEGATE),
    *(SUPERIOR, HEAD, HEADS, OFFICER),
)
# {what a rule asks of a line: the role of who is let read by it}, at the path's end.
ASKED_OF = {
    "user_id": BEGAN,
    "run_id.user_id": BEGAN,
    "author_id": WROTE,
    "giver_kept_id.user_id": GAVE,
    "asn_answers": ANSWERS,
    "employee_id.user_id": EMPLOYEE,
    "owner_uid": EMPLOYEE,
    "asked_id.user_id": ASKED,
    "appraiser_id.user_id": APPRAISER,
    "rater_uid": APPRAISER,
    "delegate_id.user_id": DELEGATE,
    "asn_delegate_reads": DELEGATE,
    "asn_is_delegated": DELEGATE,
    "superior_id.user_id": SUPERIOR,
    "head_id.user_id": HEAD,
    "asn_is_led": HEADS,
    "asn_in_headed_units": HEADS,
    "asn_in_officer_scope": OFFICER,
}
# What only narrows who is let read, or of whom words of its own tell.
BESIDE = {
    *("state", "kind", "is_agreed", "skp_id", "skp_id.state", "skp_id.is_leader"),
    *("own_skp_id.employee_id.user_id", "run_id.own_skp_id.employee_id.user_id"),
    *("assigned_by_id.user_id", "rhk_id.assigned_by_id.user_id"),
    "company_id.asn_head_id.user_id",
}
LEAF = re.compile(r"\(\s*'([\w.]+)'\s*,")
# Who looks, as rules call him.
IS_HIM = "user.id"
# A rule that keeps something from the one who looks says "not".
NOT = ("'!='", "'!'")


class HrAsnWho(models.AbstractModel):
    """Who can see a screen of many lines: read off the rules that guard its lines."""

    _inherit = "hr.asn.who"

    @api.model
    def _asn_of_screen(self, model):
        """Return who finds lines on a screen, and who reads the whole agency there."""
        company, roles = self.env.company, []
        parties = self._asn_parties(model)
        if OFFICER in parties or self._asn_reads_all(model, OFFICER_GROUP):
            officers = self._asn_members(OFFICER_GROUP, company)
            officers -= self._asn_members(TEAM_GROUP, company)
            roles = [self._asn_role(self.env._("Performance Officer"), officers)]
        if self._asn_reads_all(model, TEAM_GROUP):
            known = self.env["res.users"].sudo()
            roles += self._asn_group_roles(model, company, known)
        sentence = self._asn_screen_sentence(model, parties)
        return {"sentence": sentence, "roles": [one for one in roles if one]}

    # -- what the rules say --------------------------------------------------

    @api.model
    def _asn_rules(self, model):
        # sudo: ir.rule - what rules ask for, of a model that the user may read
        rules = self.env["ir.rule"].sudo()
        return rules.search(
            Domain("model_id.model", "=", model) & Domain("perm_read", "=", True)
        )

    @api.model
    def _asn_paths(self, model):
        """Return what the rules that let somebody read ask of a line.

        Where none is of a group, those do that bind everybody to lines of his own.
        """
        rules = self._asn_rules(model)
        granting = rules.filtered("groups").mapped("domain_force")
        texts = granting or self._asn_own(rules)
        return {path for text in texts for path in LEAF.findall(text or "")} - BESIDE

    @api.model
    def _asn_own(self, rules):
        """Return the texts of rules that ask who looks, and let him read his own."""
        asking = [text for text in _texts(rules) if IS_HIM in text]
        return [text for text in asking if not any(sign in text for sign in NOT)]

    @api.model
    def _asn_parties(self, model):
        """Return the roles whose people find their lines on a screen, in order."""
        found = {self._asn_role_of(path) for path in self._asn_paths(model)}
        return [role for role in ROLES if role in found]

    @api.model
    def _asn_role_of(self, path):
        """Return the role that a path of a rule stands for, None for none known."""
        *_way, before, last = ["", *path.split(".")]
        joined = f"{before}.{last}" if before else last
        return ASKED_OF.get(joined) or (
            ASKED_OF.get(last) if last.startswith("asn_") else None
        )

    @api.model
    def _asn_reads_all(self, model, group):
        """Say whether a group reads each line of an agency on a screen."""
        has = self.env.ref(group)
        rules = self._asn_rules(model).filtered("groups")
        if not rules:
            may_open = self._asn_groups_of(model) & (has | has.all_implied_ids)
            return bool(may_open) and not self._asn_parties(model)
        own = rules.filtered(lambda rule: has in rule.groups)
        return any(self._asn_lets_all(rule, self.env[model]) for rule in own)

    @api.model
    def _asn_groups_of(self, model):
        """Return the groups that may open a model at all."""
        # sudo: ir.model.access - who may open a model is no secret
        access = self.env["ir.model.access"].sudo()
        domain = Domain("model_id.model", "=", model) & Domain("perm_read", "=", True)
        return access.search(domain).group_id

    @api.model
    def _asn_is_for_all(self, model):
        """Say whether every employee has this screen, and finds his own there."""
        return self.env.ref(USER_GROUP) in self._asn_groups_of(model)

    @api.model
    def _asn_is_hiding(self, model):
        """Say whether a rule keeps from everybody what is about himself."""
        binding = self._asn_rules(model).filtered(lambda rule: not rule.groups)
        return any(
            IS_HIM in text and any(sign in text for sign in NOT)
            for text in _texts(binding)
        )

    # -- in words ------------------------------------------------------------

    @api.model
    def _asn_screen_sentence(self, model, parties):
        if model == HOME:
            return self._asn_own_sentence()
        if model == TALENT:
            return self.env._(
                "Each head sees the people of his units; the performance team and the "
                "auditors see all. Nobody else sees this page."
            )
        told = [
            self._asn_seen_by_more(model),
            self._asn_lines_sentence(model, parties),
            self._asn_hidden(model),
        ]
        return " ".join(one for one in told if one)

    @api.model
    def _asn_lines_sentence(self, model, parties):
        if parties == [OFFICER] and not self._asn_is_for_all(model):
            return self.env._(
                "Each officer sees the figures of his units; the performance team and "
                "the auditors see all. Employees and appraisers do not see this page."
            )
        if not parties:
            return self._asn_groups_sentence(model)
        words = self._asn_role_words(model)
        roles = format_list(self.env, [words[one] for one in parties])
        if not self._asn_reads_all(model, TEAM_GROUP):
            return self.env._("Each line is seen only by %(roles)s.", roles=roles)
        if self._asn_seen_by_more(model):
            return self.env._(
                "Apart from that, each line is seen only by %(roles)s, beside those "
                "who read the whole agency.",
                roles=roles,
            )
        return self.env._(
            "Each line is seen only by %(roles)s, beside those who read the whole "
            "agency.",
            roles=roles,
        )

    @api.model
    def _asn_groups_sentence(self, model):
        """Say which groups alone have a screen."""
        words = [
            (OFFICER_GROUP, self.env._("the performance officers")),
            (TEAM_GROUP, self.env._("the performance team")),
            (AUDITOR_GROUP, self.env._("the auditors")),
        ]
        readers = [word for group, word in words if self._asn_reads_all(model, group)]
        groups = format_list(self.env, readers)
        return self.env._(
            "Only %(groups)s of this agency see this page.", groups=groups
        )

    @api.model
    def _asn_role_words(self, model):
        asks, employee = self.env._("who asks"), self.env._("the employee")
        asked = self.env._("who is asked")
        own = {ASKED_FEEDBACK: asks, INVITATION: asked}
        return {
            BEGAN: self.env._("who has begun it"),
            WROTE: self.env._("who wrote it"),
            GAVE: self.env._("who gave it"),
            ANSWERS: self.env._("who is responsible for the service"),
            EMPLOYEE: own.get(model, employee),
            ASKED: asked,
            APPRAISER: self.env._("the appraiser"),
            DELEGATE: self.env._("who acts for the appraiser"),
            SUPERIOR: self.env._("the appraiser's superior"),
            HEAD: self.env._("the head of the unit"),
            HEADS: self.env._("the heads of the units above"),
            OFFICER: self.env._("the performance officer"),
        }

    @api.model
    def _asn_seen_by_more(self, model):
        """Return what is said first of a list some of whose lines more can see."""
        told = {
            TREE: self.env._(
                "Objectives of the agency and agreed results of leaders are seen by "
                "everybody who works in this agency."
            ),
            PROPOSAL: self.env._(
                "What stands in the library is seen by everybody who works in this "
                "agency."
            ),
            GAP: self.env._(
                "Objectives that nobody takes up are seen by the head of the agency "
                "and all performance officers."
            ),
            INDICATOR: self.env._(
                "Agreed indicators that somebody gave to his team are seen by him, too."
            ),
            RESULT: self.env._(
                "Agreed results that somebody gave to his team are seen by him, too."
            ),
        }
        return told.get(model)

    @api.model
    def _asn_hidden(self, model):
        """Return what is said last where rules keep something from who looks."""
        unsigned = self.env._("No answer says who gave it.")
        own = self.env._("Nobody sees here what is about himself.")
        told = {
            FEEDBACK: self.env._(
                "What is said about you you see once it is shared with you or your "
                "evaluation is delivered."
            ),
            UNIT_RATING: self.env._(
                "The head of a unit sees its rating once it is set."
            ),
            NOTICE: self.env._("No appraiser sees what is told about him."),
            CONSIDERATION: self.env._("Nobody sees it who is counted in it."),
            ANSWER: unsigned,
            INDEX: unsigned,
            SURVEY: f"{own} {unsigned}",
            INVITATION: f"{own} {unsigned}",
        }
        return told.get(model, self._asn_is_hiding(model) and own)


def _texts(rules):
    """Return what rules ask for; one without a domain asks for nothing."""
    return [rule.domain_force or "" for rule in rules]
