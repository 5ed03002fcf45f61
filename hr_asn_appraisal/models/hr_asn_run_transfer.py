from collections import defaultdict
from datetime import timedelta
from operator import itemgetter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..days import in_words
from ..exchange import posts, transfer
from ..exchange.layouts import TRANSFER
from ..law import codes, contracts
from ..law.states import CLOSING, PLANNING, RUNNING
from .hr_asn_run import DRAFT
from .hr_asn_run_import import Writes
from .hr_asn_run_line import CHANGED, FAILED, OK, UNCHANGED
from .hr_asn_transfer_words import TransferWords

# Cycles in which a new post gets its plan at once.
OPENED = (PLANNING, RUNNING, CLOSING)


class HrAsnRunTransfer(models.AbstractModel):
    """Takes a list of appointments: posts end and begin, open documents follow.

    Its lines are the rows of the list and, each on its own, the posts of others whose
    appraiser changes with them. What lies in the future is dated now; all that is to
    move on that day is left to a run that starts by itself then.
    """

    _name = "hr.asn.run.transfer"
    _description = "ASN appointment list"
    _inherit = ["hr.asn.run.transfer.known", "hr.asn.run.heads"]

    _asn_tables = (TRANSFER,)

    # -- checking -------------------------------------------------------------

    @api.model
    def _asn_dry_run(self, run, rows):
        """Write into the run what a list would do, and nothing anywhere else.

        In: a prepared run, the rows of the file (readers.Row).
        """
        self._asn_require(run.params)
        self._asn_forget(run)
        checked = self._asn_check(run, rows)
        cells = {row.number: row.cells for row in rows}
        lines = [
            vals | {"payload": vals["payload"] | {"cells": cells[row]}} if row else vals
            for vals in self._asn_line_values(run, checked)
            for row in [vals["payload"].get("row")]
        ]
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        self.env["hr.asn.run.line"].sudo().create(lines)
        self._asn_tell_stop(run)

    @api.model
    def _asn_preview(self, run):
        """Look at the list again; what a run of a later day will do is settled."""
        if "settle" in (run.params or {}):
            return None
        return super()._asn_preview(run)

    @api.model
    def _asn_check(self, run, rows):
        """Hold rows against what is known; note problems and counts in the run."""
        checked = transfer.check(rows, self._asn_references())
        cells = {row.number: row.cells for row in rows}
        skipped = self._asn_skip_bad(run, checked.problems, cells)
        unchanged = sum(one.same is not None for one in checked.transfers)
        counts = {
            "rows": len(rows),
            "changed": len(checked.transfers) - unchanged,
            "unchanged": unchanged,
            "skipped": skipped,
            "followers": len(checked.followers),
        }
        run._asn_put({"params": run.params | {"counts": counts}})
        return checked

    @api.model
    def _asn_lines(self, run):
        """Check the rows again; return the lines: rows, then who follows them."""
        self._asn_require(run.params or {})
        if "settle" in (run.params or {}):
            return self._asn_settled_lines(run)
        rows = self._asn_rows(run)
        self._asn_forget(run)
        checked = self._asn_check(run, rows)
        self._asn_stop_if_bad(run)
        self._asn_make_jobs(checked.transfers)
        # Who stands higher is moved first: nobody comes beneath his own people then,
        # be the lines done together, in batches or one by one.
        return sorted(self._asn_line_values(run, checked), key=_order)

    @api.model
    def _asn_line_values(self, run, checked):
        words = TransferWords(self.env, checked)
        lines = [
            {
                "key": f"row {one.row}",
                "name": one.name,
                "res_model": "hr.asn.assignment",
                "message": words.transfer(one),
                "outcome": CHANGED if one.same is None else UNCHANGED,
                "payload": {"row": one.row, "transfer": one.as_dict()},
            }
            for one in checked.transfers
        ] + [
            {
                "key": f"post {one.post}",
                "name": words.names[one.employee],
                "res_model": "hr.asn.assignment",
                "res_id": one.post,
                "message": words.follower(one),
                "payload": {"follower": one.as_dict()},
            }
            for one in checked.followers
        ]
        lines += self._asn_head_lines(self._asn_heads(checked))
        return [vals | {"run_id": run.id} for vals in lines]

    @api.model
    def _asn_heads(self, checked):
        """Return the heads that go and come, as of hr.asn.run.heads, and their rows."""
        rows = defaultdict(list)
        for one in checked.transfers:
            if one.same is None:
                rows[one.employee].append(one)
        found = []
        for unit, (becomes, since) in checked.heads.items():
            # sudo: hr.department - who heads a unit is no secret
            was = self.env["hr.department"].sudo().browse(unit).manager_id.id or None
            causes = [*rows[becomes], *rows[was]]
            found.append(
                {
                    "unit": unit,
                    "was": was,
                    "becomes": becomes,
                    "since": since,
                    "decree": causes[0].decree if causes else "",
                    "needs": sorted({one.row for one in causes}),
                }
            )
        return found

    # -- doing ------------------------------------------------------------------

    @api.model
    def _asn_process(self, run, lines):
        refused = self._asn_refused(run, lines)
        results = {line: (FAILED, reason, None) for line, reason in refused.items()}
        results |= {
            line: (OK, line.message, None) for line in lines if line not in refused
        }
        going = lines - lines.browse(line.id for line in refused)
        results |= self._asn_appoint(going)
        heads = going.filtered(lambda line: "head" in line.payload)
        return results | self._asn_do_heads(heads.filtered(self._asn_is_due))

    @api.model
    def _asn_is_due(self, line):
        """Say whether what a line does is to be done by now, not on a later day."""
        since = what(line.payload)["since"]
        return since <= fields.Date.to_string(self.env.company._asn_today())

    @api.model
    def _asn_appoint(self, lines):
        """End posts, then let others begin or follow; return {line: result}.

        Top-down, so that who comes beneath somebody finds him in his new place.
        """
        fresh = lines.filtered(
            lambda one: _is_row(one.payload) and one.payload["transfer"]["same"] is None
        )
        rows = {line: line.payload["transfer"] for line in fresh}
        ended, results = self._asn_end_posts(rows.values()), {}
        begun = [one for one in rows.values() if one["do"] in posts.BEGINS]
        moved = [one for one in begun if one["do"] == posts.MOVE]
        today = self.env.company._asn_today()
        self._asn_date_versions(self._asn_dated(moved), today)
        made = {}
        for level in _levels(lines):
            made |= self._asn_begin_posts(level & fresh)
            results |= self._asn_settle_parties(level)
            self._asn_follow(level)
        self._asn_log_posts(ended, made, rows.values())
        self._asn_settle_all(lines, made)
        for line, one in rows.items():
            post = made.get(one["row"])
            other = one["prolongs"] or (one["closes"] or [None])[-1]
            results[line] = OK, line.message, post.id if post else other
        return results

    @api.model
    def _asn_begin_posts(self, lines):
        """Make the posts that begin by some rows; return {row: post}."""
        begun = [line.payload["transfer"] for line in lines]
        begun = [one for one in begun if one["do"] in posts.BEGINS]
        made = self.env["hr.asn.assignment"].create(self._asn_values(begun))
        return dict(zip((one["row"] for one in begun), made, strict=True))

    @api.model
    def _asn_settle_all(self, lines, made):
        """Open the plans of all posts that have begun by now, of made ones, too."""
        today = self.env.company._asn_today()
        begun = self.env["hr.asn.assignment"].union(*made.values())
        begun = begun.filtered(lambda post: post.date_from <= today)
        settled = [line.payload.get("settle") for line in lines]
        self._asn_settle(begun | begun.browse(post for post in settled if post))

    @api.model
    def _asn_end_posts(self, transfers):
        """Let posts end the day before; return {their id: transfer}."""
        writes, ended = Writes(), {}
        assignments = self.env["hr.asn.assignment"]
        for one in transfers:
            if one["prolongs"]:
                post = assignments.browse(one["prolongs"])
                writes.add(post, {"date_to": one["until"] or False})
                ended[post.id] = one
            last = fields.Date.to_date(one["since"]) - timedelta(days=1)
            for post in [*one["closes"], *one["relieves"]]:
                writes.add(assignments.browse(post), {"date_to": last})
                ended[post] = one
        writes.write()
        # The database refuses two definitive posts at a time: end the old one first.
        self.env.flush_all()
        return ended

    @api.model
    def _asn_values(self, transfers):
        jobs = self._asn_jobs()
        today = fields.Date.to_string(self.env.company._asn_today())
        people = [one["employee"] for one in transfers]
        ends = self.env["hr.asn.assignment"]._asn_contract_ends(people)
        return [
            {
                "employee_id": one["employee"],
                "company_id": self.env.company.id,
                "post": one["post"],
                "post_kind": one["kind"],
                "job_id": jobs.get(one["post"], False),
                "duty": one["duty"] or False,
                "status": one["status"],
                "department_id": one["unit"],
                "date_from": one["since"],
                "date_to": one["until"] or False,
                "decree": one["decree"] or False,
                "contract_end": self._asn_contract_end(one, ends),
            }
            # Until its day others are appraised as before: parties come with it.
            | (_parties(one) if one["since"] <= today else {})
            for one in transfers
        ]

    @api.model
    def _asn_contract_end(self, one, ends):
        """Return the end of the contract that who moves takes along; False: none."""
        if one["do"] != posts.MOVE:
            return False
        since = fields.Date.to_date(one["since"])
        return contracts.carried_over(ends.get(one["employee"]), since) or False

    @api.model
    def _asn_log_posts(self, old, made, transfers):
        """Write the SK into the history of the posts that end and begin."""
        event = self.env["hr.asn.event"]
        ended = self.env["hr.asn.assignment"].browse(old)
        event._asn_log(ended, "transfer", lambda post: _note(old[post.id]))
        rows = {one["row"]: one for one in transfers}
        notes = {post.id: _note(rows[row]) for row, post in made.items()}
        begun = self.env["hr.asn.assignment"].browse(notes)
        event._asn_log(begun, "transfer", lambda post: notes[post.id])

    # -- employees -----------------------------------------------------------------

    @api.model
    def _asn_jobs(self):
        found = self.env["hr.job"].search_fetch(
            [("company_id", "=", self.env.company.id), ("department_id", "=", False)],
            ["name"],
        )
        return {job.name: job.id for job in found}

    @api.model
    def _asn_make_jobs(self, transfers):
        known = self._asn_jobs()
        names = dict.fromkeys(
            one.post for one in transfers if one.same is None and one.do != posts.END
        )
        self.env["hr.job"].create(
            [
                {"name": name, "company_id": self.env.company.id}
                for name in names
                if name not in known
            ]
        )

    @api.model
    def _asn_dated(self, transfers):
        """Return what posts make of versions, for `_asn_date_versions`."""
        jobs = self._asn_jobs()
        levels = {one.code: one.id for one in self.env["hr.asn.jf.level"].search([])}
        employees = self.env["hr.employee"].browse(one["employee"] for one in transfers)
        return [
            (
                employee,
                fields.Date.to_date(one["since"]),
                {
                    "job_id": jobs.get(one["post"], False),
                    "department_id": one["unit"],
                    "asn_post_kind": one["kind"],
                    "asn_jf_level_id": levels.get(one["level"], False),
                },
            )
            for one, employee in zip(transfers, employees, strict=True)
        ]

    # -- what moves when a post begins ----------------------------------------------

    @api.model
    def _asn_settle(self, begun):
        """Open the plans of posts that have begun; Odoo's own superior follows."""
        writes = Writes()
        # sudo: hr.employee - the superior of Odoo's chart, for who was just appointed
        for post in begun.filtered(lambda one: one.status == codes.DEFINITIF).sudo():
            writes.add(post.employee_id, {"parent_id": post.appraiser_id.id})
        writes.write()
        self._asn_open_plans(begun)

    @api.model
    def _asn_open_plans(self, assignments):
        """Make the plans of these posts in the cycles that are open already."""
        opening = self.env["hr.asn.run.opening"]
        cycles = self.env["hr.asn.cycle"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("state", "in", OPENED),
            ]
        )
        for cycle in cycles:
            opening._asn_open_due(cycle, assignments)

    @api.model
    def _asn_settle_parties(self, lines):
        """Give posts that begin on a planned day their parties; return {line: result}.

        Who was entered by hand since stays, and the line says so.
        """
        results, writes = {}, Writes()
        settled = lines.filtered(lambda one: "settle" in one.payload)
        ids = [line.payload["settle"] for line in settled]
        # sudo: hr.asn.assignment - whom it has got since is told to who planned it
        begun = self.env["hr.asn.assignment"].sudo().browse(ids)
        for line, post in zip(settled, begun, strict=True):
            if not post.appraiser_id:
                writes.add(post.sudo(False), _parties(line.payload["transfer"]))
            elif post.appraiser_id.id != line.payload["transfer"]["appraiser"]:
                stays = self.env._(
                    "The appraiser entered by hand stays: %s.", post.appraiser_id.name
                )
                results[line] = OK, f"{line.message}\n{stays}", None
        writes.write()
        return results

    @api.model
    def _asn_follow(self, lines):
        """Give posts their new appraisers and superiors; alike ones are one write."""
        groups = defaultdict(self.env["hr.asn.assignment"].browse)
        for line in lines.filtered(lambda one: "follower" in one.payload):
            one = line.payload["follower"]
            if self._asn_is_due(line):
                key = (one["appraiser"], one["superior"], one["since"], one["decree"])
                groups[key] |= groups[key].browse(one["post"])
        for (appraiser, superior, since, decree), some in groups.items():
            self._asn_hand_over(some, appraiser, superior, since, decree)

    @api.model
    def _asn_hand_over(self, assignments, appraiser, superior, since, decree):
        parties = {"appraiser_id": appraiser or False, "superior_id": superior or False}
        moved = assignments.filtered(lambda one: one.appraiser_id.id != appraiser)
        for some, changed in (
            (moved, parties),
            (assignments - moved, {"superior_id": superior or False}),
        ):
            if some:
                some._asn_write(changed, fields.Date.to_date(since), decree)
        definitive = moved.filtered(lambda one: one.status == codes.DEFINITIF)
        # sudo: hr.employee - the superior of Odoo's chart follows the appraiser
        definitive.sudo().employee_id.write({"parent_id": appraiser or False})

    # -- the end ------------------------------------------------------------------

    @api.model
    def _asn_finish(self, run):
        """Leave to a later run what begins on a later day, each line once."""
        waits = run.params.get("waits") or []
        later = self._asn_not_planned(run, waits)
        for day, lines in later.grouped(lambda one: what(one.payload)["since"]).items():
            wait = self._asn_plan(run, day, waits)
            # sudo: hr.asn.run.line - lines are made and marked by the engine only
            self.env["hr.asn.run.line"].sudo().create(
                [self._asn_later_line(wait, line) for line in lines]
            )
            waits = list(dict.fromkeys([*waits, wait.id]))
        run._asn_put({"params": run.params | {"waits": waits}})

    @api.model
    def _asn_not_planned(self, run, waits):
        """Return the lines that are to be left to a later run and were not before.

        ``waits``: ids of the runs that this list has made: one for each later day.
        """
        # sudo: hr.asn.run.line - those of one's own list, and what they have become
        lines = run.sudo().line_ids
        planned = set(lines.search([("run_id", "in", waits)]).mapped("key"))
        return lines.filtered(
            lambda line: (
                line.state == OK
                and line.key not in planned
                and _begins_later(line.payload)
                and not self._asn_is_due(line)
            )
        )

    @api.model
    def _asn_plan(self, run, day, known):
        """Return the run that does on a day what takes effect then.

        ``known``: ids of those that this list has made before; one that has not
        started takes more.
        """
        # sudo: hr.asn.run - the starter's own; he may have lost other rights since
        wait = self.env["hr.asn.run"].sudo().browse(set(known)).exists()
        wait = wait.filtered(
            lambda one: one.state == DRAFT and one.start_on == fields.Date.to_date(day)
        )
        return wait[:1] or self.env["hr.asn.run"].create(
            {
                "name": self.env._(
                    "%(run)s: from %(day)s",
                    run=run.name,
                    day=in_words(self.env, day),
                ),
                "kind": "transfer",
                "start_on": day,
                "params": {"settle": True},
            }
        )

    @api.model
    def _asn_later_line(self, planned, line):
        settles = {"settle": line.res_id} if _is_row(line.payload) else {}
        return {
            "run_id": planned.id,
            "key": line.key,
            "name": line.name,
            "res_model": line.res_model,
            "res_id": line.res_id,
            "message": line.message,
            "payload": line.payload | settles,
        }

    @api.model
    def _asn_settled_lines(self, run):
        """Return the lines of a planned run, which stand in it since it was made."""
        if not run.start_on or run.start_on > self.env.company._asn_today():
            raise UserError(
                self.env._(
                    "This run begins on %s by itself.",
                    in_words(self.env, run.start_on),
                )
            )
        # sudo: hr.asn.run.line - lines are made and marked by the engine only
        lines = run.sudo().line_ids
        names = ("key", "name", "res_model", "res_id", "message", "payload")
        values = [{name: line[name] for name in names} for line in lines]
        lines.unlink()
        return sorted(values, key=_order)


def _is_row(payload):
    """Say whether a line is a row of the list that is done for the first time."""
    return "transfer" in payload and "settle" not in payload


def what(payload):
    """Return what a line does: a row, who follows, or a head, as a dict."""
    return payload.get("transfer") or payload.get("follower") or payload["head"]


def _place(payload):
    return what(payload).get("place", 0)


def _order(vals):
    """Order of the lines: who stands higher first, heads of units last."""
    payload = vals["payload"]
    return "head" in payload, _place(payload), "follower" in payload


def _levels(lines):
    """Return the rows and followers of a batch in groups, who stands higher first."""
    moved = lines.filtered(lambda line: "head" not in line.payload)
    groups = moved.grouped(lambda line: _place(line.payload))
    return [some for _place_of, some in sorted(groups.items(), key=itemgetter(0))]


def _begins_later(payload):
    """Say whether something is left to do on the day from which a line counts."""
    one = payload.get("transfer")
    return not one or (one["same"] is None and one["do"] in posts.BEGINS)


def _parties(one):
    return {
        "appraiser_id": one["appraiser"] or False,
        "superior_id": one["superior"] or False,
    }


def _note(one):
    """Return what the history keeps of a row: the SK, or why a post ends."""
    return "; ".join(part for part in (one["decree"], one["reason"]) if part) or False
