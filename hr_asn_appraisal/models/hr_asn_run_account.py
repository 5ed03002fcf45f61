import base64
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .hr_asn_run_line import OK, SKIPPED
from .hr_asn_scope_mixin import ACCESS_RIGHTS

ACCOUNT = "account"

# What a run leaves in the history of a post.
SLIP_GIVEN = "slip_given"


class Slip(NamedTuple):
    """What stands on one slip: texts, and the last day (ISO) of the password."""

    agency: str
    name: str
    number: str
    post: str
    unit: str
    address: str
    login: str
    password: str
    until: str
    contact: str


class HrAsnRunAccount(models.AbstractModel):
    """Gives people accounts with one-time passwords, and slips of them per office.

    ``params``: ``assignments`` (ids) or ``unit`` (id, with its sub-units) or neither;
    ``reset``: those who can sign in, too. Only plain accounts, only of posts held
    today in the units of the starter; making an account needs Access Rights besides:
    without them who has none is skipped, saying so.
    """

    _name = "hr.asn.run.account"
    _description = "ASN accounts and slips"
    _inherit = ["hr.asn.run.handler"]

    # Hashing takes 0.4 s each: progress is seen every ten seconds. Full pages of 8.
    _asn_batch_size = 24
    _asn_extension = "txt"

    # -- whom ----------------------------------------------------------------

    @api.model
    def _asn_lines(self, run):
        return [
            {
                "key": f"assignment {post.id}",
                "name": f"{post.nip or ''} {post.name}".strip(),
                "res_model": "hr.asn.assignment",
                "res_id": post.id,
            }
            for post in self._asn_wanting(run)
        ]

    @api.model
    def _asn_wanting(self, run):
        """Return the posts of those who get a slip, in the order of the paper."""
        params = run.params or {}
        posts = self._asn_posts(run.company_id, params)
        return posts if params.get("reset") else self._asn_without_login(posts)

    @api.model
    def _asn_posts(self, company, params):
        """Return one post held today of each person in the units of who asks."""
        held = self.env["hr.asn.assignment"].search(
            self._asn_domain(company, params), order="status, id"
        )
        first = {}
        for post in held:
            first.setdefault(post.employee_id, post)
        return held.union(*first.values()).sorted(self._asn_order)

    @api.model
    def _asn_domain(self, company, params):
        today = company._asn_today()
        domain = [
            ("company_id", "=", company.id),
            ("asn_in_officer_scope", "=", True),
            ("date_from", "<=", today),
            "|",
            ("date_to", "=", False),
            ("date_to", ">=", today),
        ]
        if "assignments" in params:
            domain.append(("id", "in", params["assignments"]))
        if params.get("unit"):
            domain.append(("department_id", "child_of", params["unit"]))
        return domain

    @api.model
    def _asn_order(self, post):
        return (post.sudo().department_id.complete_name or "", post.name or "", post.id)

    @api.model
    def _asn_without_login(self, posts):
        """Return the posts of people with no account or none that lets them in."""
        # sudo: hr.employee, res.users - whether somebody can sign in
        users = posts.sudo().employee_id.user_id
        outside = users._asn_cannot_sign_in()
        return posts.filtered(
            lambda post: (
                not post.sudo().employee_id.user_id
                or post.sudo().employee_id.user_id in outside
            )
        )

    # -- what stands against it ----------------------------------------------

    @api.model
    def _asn_refusals(self, posts):
        """Return {post: why its owner gets no password here}."""
        taken = self._asn_taken_logins([post.nip for post in posts if post.nip])
        # sudo: hr.employee - whose account it is
        people = posts.sudo().employee_id
        plain = people.user_id._asn_plain()
        known = people.filtered("user_id")
        elsewhere, leaders = self._asn_posted_elsewhere(known), self._asn_leaders(known)
        found = {}
        for post in posts:
            person = post.sudo().employee_id
            found[post] = self._asn_refusal(post.sudo(), taken, plain)
            if not found[post] and person in elsewhere:
                found[post] = self.env._(
                    "This person also holds a post outside your units. "
                    "An officer of the agency sets the password."
                )
            elif not found[post] and person in leaders:
                found[post] = self.env._(
                    "Who appraises others, acts for who does, or heads a unit gets "
                    "a new password from an administrator only: it opens the ratings "
                    "of others."
                )
        return {post: reason for post, reason in found.items() if reason}

    @api.model
    def _asn_posted_elsewhere(self, people):
        """Return those of these people who hold a post today that is not in scope."""
        held = self.env["hr.asn.assignment"]._asn_held_by(
            people, self.env.company._asn_today()
        )
        posts = self.env["hr.asn.assignment"].union(*held.values())
        inside = posts.with_env(self.env).filtered("asn_in_officer_scope")
        own = inside.filtered(lambda one: one.company_id == self.env.company)
        return (posts.sudo() - own.sudo()).employee_id

    @api.model
    def _asn_leaders(self, people):
        """Return those of these people whose login opens the ratings of others.

        Nobody, where the one who asks manages all accounts anyway.
        """
        may = self.env.user.has_group(ACCESS_RIGHTS)
        return people.browse() if may else people._asn_leading()

    @api.model
    def _asn_refusal(self, post, taken, plain):
        user = post.employee_id.user_id
        if not user:
            return self._asn_account_refusal(post, taken)
        if not user.active:
            return self.env._("The account is locked. The administrator can open it.")
        if user not in plain:
            return self.env._(
                "This account has more rights than those of an employee. "
                "Its password is set by the administrator."
            )
        return None

    @api.model
    def _asn_account_refusal(self, post, taken):
        if not post.nip:
            return self.env._("No NIP to be the user name. Ask the administrator.")
        if post.nip in taken:
            return self._asn_taken_reason()
        if not self.env["hr.asn.run.staff"]._asn_may_make_accounts():
            return self.env._(
                "There is no account yet. Making one needs the right “Access Rights”."
            )
        return None

    @api.model
    def _asn_taken_reason(self):
        return self.env._(
            "Another account has this NIP as its user name. Ask the administrator."
        )

    @api.model
    def _asn_taken_logins(self, logins):
        """Return which of these user names an account has, even a locked one."""
        # sudo: res.users - an account of that login may belong to another agency
        users = self.env["res.users"].sudo().with_context(active_test=False)
        found = users.search_fetch([("login", "in", list(logins))], ["login"])
        return set(found.mapped("login"))

    # -- doing ---------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        """Make what is missing, give passwords and print them: all or nothing."""
        company = run.company_id.with_env(self.env)
        posts = self._asn_posts(company, {"assignments": lines.mapped("res_id")})
        refused = self._asn_refusals(posts) | self._asn_served(run, posts)
        ready = posts.filtered(lambda post: post not in refused)
        self._asn_make_missing(ready)
        self._asn_hand_out(run, ready)
        reasons = {post.id: reason for post, reason in refused.items()}
        done = set(ready.ids)
        return {line: self._asn_outcome(line, done, reasons) for line in lines}

    @api.model
    def _asn_served(self, run, posts):
        """Return {post: reason} of who can sign in by now and needs no slip."""
        if (run.params or {}).get("reset"):
            return {}
        reason = self.env._("Can sign in already.")
        return dict.fromkeys(posts - self._asn_without_login(posts), reason)

    @api.model
    def _asn_outcome(self, line, done, reasons):
        if line.res_id in done:
            return (OK, False, None)
        gone = self.env._("Holds no post in your units today.")
        return (SKIPPED, reasons.get(line.res_id, gone), None)

    @api.model
    def _asn_make_missing(self, posts):
        """Make the accounts that are missing: the user name is the NIP."""
        # sudo: hr.employee - whether he has an account; making one asks for rights
        people = posts.sudo().employee_id.filtered(lambda one: not one.user_id)
        if people:
            self.env["hr.asn.run.staff"]._asn_make_accounts(people.with_env(self.env))

    @api.model
    def _asn_hand_out(self, run, posts):
        # sudo: res.users - the right to was checked post by post
        given = posts.sudo().employee_id.user_id._asn_give_one_time()
        slips = {
            post: self._asn_slip(post.sudo(), given[post.sudo().employee_id.user_id])
            for post in posts
        }
        for office, own in posts.grouped(self._asn_office).items():
            content = self._asn_file([slips[post] for post in own])
            self._asn_keep(run, office, len(own), content)
        self.env["hr.asn.event"]._asn_log(posts, SLIP_GIVEN)

    @api.model
    def _asn_slip(self, post, password):
        user = post.employee_id.user_id
        return Slip(
            agency=post.company_id.name,
            name=post.name,
            number=post.nip or "",
            post=post._asn_post(),
            unit=post.department_id.name,
            address=post.get_base_url(),
            login=user.login,
            password=password,
            until=user.asn_one_time_until.isoformat(),
            contact=self.env.user.name,
        )

    @api.model
    def _asn_office(self, post):
        """Return the OPD of a post: the unit right under the agency."""
        unit = post.sudo().department_id
        path = [int(part) for part in (unit.parent_path or "").split("/") if part]
        return unit.browse(path[1:2] or path[:1] or unit.ids)

    # -- files ---------------------------------------------------------------

    @api.model
    def _asn_file(self, slips):
        """Return slips as a file: plain text where nothing prints paper."""
        return "\n".join(self._asn_text(slip) for slip in slips).encode()

    @api.model
    def _asn_text(self, slip):
        return self.env._(
            "%(agency)s\n%(name)s, %(unit)s\n%(address)s\nUser name: %(login)s\n"
            "One-time password: %(password)s\nValid until %(until)s\n",
            **slip._asdict(),
        )

    @api.model
    def _asn_join(self, files):
        """Return the files of several batches as one."""
        return b"\n".join(files)

    @api.model
    def _asn_keep(self, run, office, count, content):
        # sudo: hr.asn.slip - made by code only; its rules give it to the starter alone
        return (
            self.env["hr.asn.slip"]
            .sudo()
            .create(
                {
                    "name": self._asn_file_name(office),
                    "run_id": run.id,
                    "user_id": self.env.uid,
                    "company_id": run.company_id.id,
                    "department_id": office.id,
                    "count": count,
                    "expires_on": run.company_id.sudo()._asn_slip_expiry(),
                    "file": base64.b64encode(content),
                }
            )
        )

    @api.model
    def _asn_file_name(self, office):
        words = "".join(
            sign if sign.isalnum() else " " for sign in office.sudo().name or ""
        )
        return f"Slip_{'_'.join(words.split())}.{self._asn_extension}"

    @api.model
    def _asn_finish(self, run):
        """Make one file of each office of what the batches have left."""
        # sudo: hr.asn.slip - of the run that is ending, by its own starter
        parts = run.sudo().slip_ids.sorted("id")
        for office, own in parts.grouped("department_id").items():
            if len(own) > 1:
                files = [base64.b64decode(one.file) for one in own]
                expires_on = min(own.mapped("expires_on"))
                whole = self._asn_keep(
                    run, office, sum(own.mapped("count")), self._asn_join(files)
                )
                whole.expires_on = expires_on
                own.unlink()

    # -- one person ----------------------------------------------------------

    @api.model
    def _asn_reset(self, posts):
        """Give the people of posts new one-time passwords; return what shows them.

        One slip is downloaded at once. Raises AccessError for a post outside the
        units of who asks, UserError that says why for an account he may not touch.
        """
        company = posts.company_id
        company.ensure_one()
        ids = {"assignments": posts.ids}
        mine = self._asn_posts(company, ids)
        if not mine:
            raise AccessError(self.env._("Holds no post in your units today."))
        refused = self._asn_refusals(mine)
        if len(refused) == len(mine):
            raise UserError("\n".join(dict.fromkeys(refused.values())))
        run = self.env["hr.asn.run"].create(
            {
                "name": self._asn_reset_name(mine),
                "kind": ACCOUNT,
                "company_id": company.id,
                "params": {**ids, "reset": True},
            }
        )
        action = run.action_start()
        slips = run.slip_ids
        return slips.action_open() if len(mine) == len(slips) == 1 else action

    @api.model
    def _asn_reset_name(self, posts):
        if len(posts) == 1:
            return self.env._("New password: %s", posts.name)
        return self.env._("New passwords: %s people", len(posts))
