import json
from datetime import timedelta

from odoo import api, fields, models, tools
from odoo.exceptions import AccessDenied, UserError
from odoo.fields import Command, Domain
from odoo.tools import SQL

from .. import passwords
from ..law import codes, nip
from .hr_asn_exemption import CONFIRMED
from .hr_asn_scope_mixin import ACCESS_RIGHTS, OFFICER_GROUP, TEAM_GROUP
from .res_company import AGENCIES

# Who leaves like this is locked on the day, without waiting.
LEFT_FOR_GOOD = (codes.PENSIUN, codes.MENINGGAL)

# What happened to an account, as the history of its owner's post names it.
FIRST_SIGN_IN = "first_sign_in"
PASSWORD_CHOSEN = "password_chosen"
LOCKED = "account_locked"
REOPENED = "account_reopened"


class ResUsers(models.Model):
    """Accounts of thousands without e-mail: one-time passwords, locks, one app.

    A user without a one-time password is never led to the page that changes it: who
    signs in by auth_oauth, auth_ldap or a passkey has none and needs none.
    """

    _inherit = "res.users"

    asn_unit_ids = fields.Many2many(
        "hr.department",
        "res_users_asn_unit_rel",
        "user_id",
        "department_id",
        "Units of the Performance Officer",
        # An archived unit stays his: it is not by archiving that he gets others.
        context={"active_test": False},
        help="With all their sub-units, archived ones included.",
    )
    # Said, not told by the absence of units: a unit that goes widens nobody's rights.
    asn_of_units = fields.Boolean(
        "Officer of Some Units Only",
        help="Otherwise of the whole agency. Stays when the units are deleted: the "
        "officer then sees nothing until he gets other units.",
    )
    asn_one_time_until = fields.Date(
        "One-Time Password Valid Until",
        groups=ACCESS_RIGHTS,
        copy=False,
        readonly=True,
        help="Set as long as the password is one from a slip, to be changed.",
    )
    asn_locked_on = fields.Date(
        "Account Locked On",
        groups=ACCESS_RIGHTS,
        copy=False,
        readonly=True,
        help="Archived by the system, as its owner has had no post for a while. "
        "Who is opened again by hand is not locked a second time.",
    )
    asn_only_app = fields.Boolean(
        "Sees Only the App ASN Performance",
        groups=ACCESS_RIGHTS,
        help="As long as the user is a plain employee. What he may read and do is "
        "decided by his rights, not by this.",
    )

    asn_digest = fields.Boolean(
        "ASN Digest by E-mail",
        default=True,
        help="What waits for you in the app, as often as your agency sends it.",
    )
    # Whose turn it was: who has had his of a day or week gets no second one.
    asn_digest_on = fields.Date(
        "Digest Looked Through On",
        groups=ACCESS_RIGHTS,
        copy=False,
        readonly=True,
        index="btree_not_null",
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802 - named by Odoo
        return [*super().SELF_READABLE_FIELDS, "asn_digest"]

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802 - named by Odoo
        return [*super().SELF_WRITEABLE_FIELDS, "asn_digest"]

    # -- rights --------------------------------------------------------------

    def _asn_runs_agency(self):
        """Say whether this user acts for the whole agency, not for units only."""
        self.ensure_one()
        if self.has_group(TEAM_GROUP):
            return True
        # sudo: res.users - a user is asked about himself
        return self.has_group(OFFICER_GROUP) and not self.sudo().asn_of_units

    def _asn_units_domain(self, path):
        """Return the domain of what is in the units of this officer.

        ``path``: from a record to its unit, "id" of units themselves. An officer of
        units that are all gone has nothing, not the agency.
        """
        self.ensure_one()
        # sudo: res.users - a user is asked about himself
        me = self.sudo()
        if not me.asn_of_units:
            return Domain.TRUE
        units = me.asn_unit_ids
        return Domain(path, "child_of", units.ids) if units else Domain.FALSE

    def _asn_lost_units(self):
        """Return what to tell an officer whose units are all gone, or False."""
        self.ensure_one()
        # sudo: res.users - a user is asked about himself
        me = self.sudo()
        if not (self.has_group(OFFICER_GROUP) and me.asn_of_units) or me.asn_unit_ids:
            return False
        return self.env._(
            "You are performance officer of some units only, and none of them is there "
            "any longer. Ask the administrator to give you your units."
        )

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        for user, vals in zip(made, vals_list, strict=True):
            user._asn_keep_scope(vals)
        return made

    def write(self, vals):
        result = super().write(vals)
        self._asn_keep_scope(vals)
        return result

    def _asn_keep_scope(self, vals):
        """Let what was written of one say the other: units, and that there are some.

        Who names units makes an officer of units; emptying them widens nothing, as
        the agency is given by taking the tick away only.
        """
        if "asn_unit_ids" in vals:
            of_units = self.filtered("asn_unit_ids")
            of_units.filtered(lambda user: not user.asn_of_units).asn_of_units = True
        elif "asn_of_units" in vals and not vals["asn_of_units"]:
            # Asked first: with nothing to take away there is nothing to write.
            self.filtered("asn_unit_ids").write({"asn_unit_ids": [Command.clear()]})

    @api.onchange("asn_of_units")
    def _onchange_asn_of_units(self):
        if not self.asn_of_units:
            self.asn_unit_ids = False

    def _asn_opens_for(self, company):
        """Say whether who has set a day may still open what is of an agency."""
        return bool(
            self
            and self.active
            and company in self.company_ids
            and self._asn_runs_agency()
        )

    def _asn_plain(self):
        """Return the accounts that have an employee's rights and no other at all."""
        employee = self.env.ref("base.group_user").sudo()
        plain = employee | employee.all_implied_ids
        # sudo: res.users - rights of an account are asked before it is touched
        found = self.sudo().filtered(
            lambda user: (
                employee in user.all_group_ids and not user.all_group_ids - plain
            )
        )
        return self.browse(found.ids)

    @api.model
    def _get_invalidation_fields(self):
        mine = {"asn_one_time_until", "asn_only_app"}
        return super()._get_invalidation_fields() | mine

    # -- signing in ----------------------------------------------------------

    @api.model
    def _get_login_domain(self, login):
        """A NIP may be typed as it is printed, with blanks."""
        number = "".join((login or "").split())
        if len(number) == nip.LENGTH and number.isdecimal():
            return super()._get_login_domain(number)
        return super()._get_login_domain(login)

    def _check_credentials(self, credential, env):
        info = super()._check_credentials(credential, env)
        until = self.env.user.asn_one_time_until
        if until and not (env or {}).get("interactive", True):
            raise AccessDenied(self._asn_change_first())
        if until and info["auth_method"] == "password":
            self.env.user._asn_check_not_expired()
        return info

    def _asn_check_not_expired(self):
        self.ensure_one()
        if self.sudo().asn_one_time_until < self.company_id._asn_today():
            raise AccessDenied(
                self.env._(
                    "This one-time password has expired. Ask the performance officer "
                    "of your unit for a new slip."
                )
            )

    def _asn_change_first(self):
        return self.env._("Change your one-time password first.")

    @api.model
    def _update_last_login(self):
        result = super()._update_last_login()
        if self.env.user.sudo().asn_one_time_until:
            self.env.user._asn_log_account(FIRST_SIGN_IN)
        return result

    @api.model
    @tools.ormcache("uid")
    def _asn_must_change_password(self, uid):
        """Say whether a user (id) has still the password of a slip."""
        # sudo: res.users - asked for each request, before it has any rights
        return bool(uid and self.sudo().browse(uid).asn_one_time_until)

    # -- passwords -----------------------------------------------------------

    def _set_password(self):
        result = super()._set_password()
        # Whoever sets a password, by whatever way, ends the one of the slip.
        pending = self.sudo().filtered("asn_one_time_until")
        if pending:
            pending.write({"asn_one_time_until": False})
        self._asn_logins_changed()
        return result

    @api.model
    def _asn_logins_changed(self):
        """Ask anew who can sign in: no field tells that a password was set."""
        self.env["hr.employee"].invalidate_model(["asn_has_login"])

    @api.model
    def _asn_password_length(self):
        """Return how many signs a chosen password has at least."""
        if "get_password_policy" in dir(type(self)):
            return self.get_password_policy()["minlength"] or passwords.MIN_LENGTH
        return passwords.MIN_LENGTH

    def _asn_give_one_time(self):
        """Give these accounts one-time passwords; return {user: password}.

        The database gets the hash only, by Odoo's own crypt context (0.4 s each).
        Sessions of these accounts end, as their token holds the hash.
        """
        length = max(passwords.ONE_TIME_LENGTH, self._asn_password_length())
        given = {user: passwords.one_time(length) for user in self}
        crypt = self._crypt_context()
        self._asn_put_hashes({user.id: crypt.hash(one) for user, one in given.items()})
        for company, users in self.sudo().grouped("company_id").items():
            users.write({"asn_one_time_until": company._asn_slip_expiry()})
        return given

    @api.model
    def _asn_put_hashes(self, hashes):
        """Write {user id: hash} in one statement."""
        users = self.browse(hashes)
        users.flush_recordset()
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_users SET password = given.hash
                  FROM unnest(%s::int[], %s::text[]) AS given(id, hash)
                 WHERE res_users.id = given.id
                """,
                list(hashes),
                list(hashes.values()),
            )
        )
        users.invalidate_recordset(["password"])
        self._asn_logins_changed()

    def _asn_choose_password(self, password, again):
        """Take the password that a user has chosen in place of the one of his slip.

        Raises UserError that says what is wrong with it, one sentence a line.
        """
        self.ensure_one()
        self._asn_check_not_expired()
        found = self._asn_password_problems(password.strip(), again.strip())
        if found:
            raise UserError("\n".join(found))
        self.sudo()._change_password(password)
        self._asn_log_account(PASSWORD_CHOSEN)

    def _asn_password_problems(self, password, again):
        # sudo: hr.employee - the date of birth is looked at, not shown
        employee = self.sudo().employee_ids[:1]
        minimum = self._asn_password_length()
        wrong = passwords.problems(
            password,
            again,
            minimum,
            employee.asn_nip or self.login,
            employee.birthday or None,
        )
        sentences = self._asn_password_sentences(minimum)
        found = [sentences[code] for code in wrong]
        if self._asn_is_password(password):
            found.append(self.env._("Choose another one than on the slip."))
        return found

    def _asn_password_sentences(self, minimum):
        return {
            passwords.TOO_SHORT: self.env._(
                "The password needs at least %s characters.", minimum
            ),
            passwords.IS_NUMBER: self.env._("Your NIP is not a password."),
            passwords.IS_BIRTH_DATE: self.env._(
                "Your date of birth is not a password."
            ),
            passwords.NOT_REPEATED: self.env._("The two entries differ."),
        }

    def _asn_is_password(self, password):
        """Say whether this is the password that the account has now."""
        self.env.cr.execute(
            SQL("SELECT COALESCE(password, '') FROM res_users WHERE id = %s", self.id)
        )
        [hashed] = self.env.cr.fetchone()
        return bool(hashed) and self._crypt_context().verify(password, hashed)

    @api.model
    def _asn_signs_in(self, alias):
        """Return the SQL that says whether an account can sign in today.

        ``alias``: of res_users in a query; where somebody has no account its columns
        are NULL, and the answer is false. The one definition of "has a login" for
        lists and figures: the account is active and has a password, of its owner or
        of a slip that is still taken, or another way in. Whether somebody else may
        act for him asks for more, see `_asn_acts_himself`: who has signed in once and
        whose newest slip has expired is told to get another slip, and stays himself.
        """
        # sudo: res.users - asked of accounts, none of whose fields is shown
        users = self.sudo()
        until = users._field_to_sql(alias, "asn_one_time_until")
        own = SQL(
            "coalesce(%s, '') != '' AND (%s IS NULL OR %s >= %s)",
            SQL.identifier(alias, "password"),
            until,
            until,
            users._asn_today_sql(alias),
        )
        ways = SQL(" OR ").join([SQL("(%s)", own), *users._asn_other_ways(alias)])
        active = users._field_to_sql(alias, "active")
        return SQL("coalesce(%s AND (%s), false)", active, ways)

    @api.model
    def _asn_acts_himself(self, alias):
        """Return the SQL that says whether nobody acts for the owner of an account.

        ``alias``: as of `_asn_signs_in`. The account is active, and it can sign in or
        has done so once: Odoo keeps the last sign-in of each, and who has chosen a
        password has signed in. A slip that expires unused gives nobody a right.
        """
        # sudo: res.users - asked of accounts, none of whose fields is shown
        active = self.sudo()._field_to_sql(alias, "active")
        return SQL(
            "coalesce(%s AND (%s OR EXISTS ("
            "SELECT FROM res_users_log seen WHERE seen.create_uid = %s)), false)",
            active,
            self._asn_signs_in(alias),
            SQL.identifier(alias, "id"),
        )

    @api.model
    def _asn_today_sql(self, alias):
        """Return today by the clock of the agency of each account."""
        agencies = self.env["res.company"]
        zones = [zone for zone, _label in agencies._fields["asn_tz"].selection]
        days = {zone: agencies.new({"asn_tz": zone})._asn_today() for zone in zones}
        return SQL(
            "(%s::jsonb ->> (SELECT agency.asn_tz FROM res_company agency"
            " WHERE agency.id = %s))::date",
            json.dumps(days, default=str),
            self._field_to_sql(alias, "company_id"),
        )

    @api.model
    def _asn_other_ways(self, alias):
        """Return, as SQL, the ways to sign in without the password that is kept here.

        Those of Odoo's own modules; another module may add its own.
        """
        ways = [
            SQL(
                "EXISTS (SELECT FROM res_users_apikeys api WHERE api.user_id = %s"
                " AND (api.expiration_date IS NULL"
                " OR api.expiration_date >= now() AT TIME ZONE 'utc'))",
                SQL.identifier(alias, "id"),
            )
        ]
        if "oauth_uid" in self._fields:
            oauth = self._field_to_sql(alias, "oauth_uid")
            ways.append(SQL("coalesce(%s, '') != ''", oauth))
        if "res.company.ldap" in self.env:
            # Odoo asks every directory there is for whoever signs in.
            ways.append(
                SQL(
                    "EXISTS (SELECT FROM res_company_ldap directory"
                    " WHERE coalesce(directory.ldap_server, '') != '')"
                )
            )
        if "auth.passkey.key" in self.env:
            ways.append(
                SQL(
                    "EXISTS (SELECT FROM auth_passkey_key passkey"
                    " WHERE passkey.create_uid = %s)",
                    SQL.identifier(alias, "id"),
                )
            )
        return ways

    def _asn_able(self):
        """Return those of these accounts that can sign in today."""
        return self._asn_of_whom(self._asn_signs_in("login"))

    def _asn_acting_themselves(self):
        """Return those of these accounts for whose owners nobody else acts."""
        return self._asn_of_whom(self._asn_acts_himself("login"))

    def _asn_of_whom(self, condition):
        """Return those of these accounts of which an SQL on ``login`` is true."""
        self.flush_recordset()
        found = self.env.execute_query(
            SQL(
                "SELECT login.id FROM res_users login WHERE login.id = ANY(%s) AND %s",
                list(self.ids),
                condition,
            )
        )
        known = {one for [one] in found}
        return self.filtered(lambda user: user.id in known)

    def _asn_cannot_sign_in(self):
        """Return those of these accounts that cannot sign in today."""
        return self - self._asn_able()

    # -- locks ---------------------------------------------------------------

    @api.model
    def _cron_asn_accounts(self):
        """Lock who has left, open who has come back, wipe slips that have expired."""
        everybody = self.with_context(active_test=False)
        for company in self.env["res.company"].search(AGENCIES):
            today = company._asn_today()
            everybody.search(self._asn_to_lock(company, today))._asn_lock()
            everybody.search(self._asn_back(company, today))._asn_unlock()
        self.env["hr.asn.slip"]._asn_wipe()

    @api.model
    def _asn_to_lock(self, company, today):
        """Domain: who has retired or died, or whose last post has ended some days ago.

        Who administers Odoo is left alone.
        """
        since = today - timedelta(days=company.asn_lock_days)
        administrators = self.env.ref("base.group_system").all_user_ids
        open_end = Domain("date_to", "=", False) | Domain("date_to", ">=", since)
        without = self._asn_owns(Domain.TRUE) & ~self._asn_owns(open_end)
        return (
            Domain("company_id", "=", company.id)
            & Domain("active", "=", True)
            & Domain("asn_locked_on", "=", False)
            & Domain("id", "not in", administrators.ids)
            & (without | self._asn_has_left(today))
        )

    @api.model
    def _asn_back(self, company, today):
        """Whom we have locked and who holds a post on a day."""
        open_end = Domain("date_to", "=", False) | Domain("date_to", ">=", today)
        return (
            Domain("company_id", "=", company.id)
            & Domain("asn_locked_on", "!=", False)
            & self._asn_owns(Domain("date_from", "<=", today) & open_end)
            & ~self._asn_has_left(today)
        )

    @api.model
    def _asn_has_left(self, today):
        """Accounts of people whose retirement or death has been confirmed."""
        found = self.env["hr.asn.exemption"].search(
            [
                ("kind", "in", LEFT_FOR_GOOD),
                ("state", "=", CONFIRMED),
                ("date_from", "<=", today),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", today),
            ]
        )
        return Domain("employee_ids", "in", found.employee_id.ids)

    @api.model
    def _asn_owns(self, posts):
        """Accounts of people who have an assignment of a domain, archived or not."""
        owners = Domain("asn_assignment_ids", "any", posts)
        return Domain("employee_ids", "any", owners)

    def _asn_lock(self):
        """Archive accounts: nobody signs in, all that refers to them stays right."""
        for company, users in self.grouped("company_id").items():
            users.write({"active": False, "asn_locked_on": company._asn_today()})
        self._asn_log_account(LOCKED)

    def _asn_unlock(self):
        if self:
            self.write({"active": True, "asn_locked_on": False})
            self._asn_log_account(REOPENED)

    # -- history -------------------------------------------------------------

    def _asn_log_account(self, name):
        """Write into the history of the last post of each owner, never a password."""
        self.env["hr.asn.event"]._asn_log(self._asn_last_posts(), name)

    def _asn_last_posts(self):
        # sudo: hr.employee - history is written whoever does it, of who has left, too
        people = self.env["hr.employee"].sudo().with_context(active_test=False)
        return people.search([("user_id", "in", self.ids)])._asn_last_posts()
