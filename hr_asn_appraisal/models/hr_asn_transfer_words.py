from datetime import timedelta

from odoo import fields
from odoo.fields import Domain

from ..days import in_words
from ..domains import IN_OPEN_CYCLE
from ..exchange import posts
from ..law.states import CANCELLED, PENDING
from .hr_asn_assignment import titled_post


class TransferWords:
    """Says of each row, in words, what it does; everything is read once for all."""

    def __init__(self, env, checked):
        self.env = env
        self.today = env.company._asn_today()
        known = {
            post
            for one in checked.transfers
            for post in (*one.closes, *one.relieves, one.prolongs, one.same)
            if post
        } | {one.post for one in checked.followers}
        # sudo: hr.asn.assignment - what a list moves is told to who may process it
        self.posts = {
            post.id: post for post in env["hr.asn.assignment"].sudo().browse(known)
        }
        people = {one.employee for one in checked.followers}
        for one in (*checked.transfers, *checked.followers):
            people |= {one.appraiser, one.superior}
        people |= {one.left for one in checked.followers}
        people |= {post.appraiser_id.id for post in self.posts.values()}
        employees = env["hr.employee"].sudo().browse(people - {None, False})
        self.names = {one.id: one.name for one in employees}

    def day(self, day):
        return in_words(self.env, day)

    def name(self, employee):
        return self.names.get(employee) or "–"

    def post(self, post):
        titled = titled_post(post.status, post.post)
        return f"{titled}, {post.department_id.name}"

    def transfer(self, one):
        """Return the sentences on a row of the list."""
        if one.same is not None:
            return self.env._(
                "The data exists already and has not changed. Nothing is doubled."
            )
        said = [self.ends(self.posts[post], one) for post in one.closes]
        said += [self.relieved(self.posts[post], one) for post in one.relieves]
        if one.prolongs:
            said.append(self.prolonged(self.posts[one.prolongs], one))
        if one.do in posts.BEGINS:
            said += [self.begins(one), self.appraised(one)]
        if one.decree:
            said.append(self.env._("Decree: %s.", one.decree))
        return "\n".join(said)

    def last_day(self, one):
        return fields.Date.to_date(one.since) - timedelta(days=1)

    def ends(self, post, one):
        ended = self.env._(
            "Ends on %(day)s: %(post)s.",
            day=self.day(self.last_day(one)),
            post=self.post(post),
        )
        return " ".join([ended, *self.ended_documents(post, one)])

    def prolonged(self, post, one):
        if not one.until:
            return self.env._("Goes on without an end: %s.", self.post(post))
        return self.env._(
            "Goes on until %(day)s: %(post)s.",
            day=self.day(one.until),
            post=self.post(post),
        )

    def relieved(self, post, one):
        return self.env._(
            "Ends on %(day)s: %(post)s (%(name)s).",
            day=self.day(self.last_day(one)),
            post=self.post(post),
            name=post.name,
        )

    def ended_documents(self, post, one):
        """Say what becomes of the documents of a post that ends."""
        last = self.last_day(one)
        plans = post.skp_ids.filtered(
            lambda plan: plan.date_to > last and plan.state != CANCELLED
        )
        if not plans:
            return []
        dropped = plans._asn_not_due(last)
        kept = plans.evaluation_ids - dropped
        return [
            self.env._(
                "The plan ends with it. Evaluations: %(kept)s stay, "
                "%(dropped)s not begun are dropped.",
                kept=len(kept),
                dropped=len(dropped),
            )
        ]

    def begins(self, one):
        unit = self.env["hr.department"].sudo().browse(one.unit).name
        values = {
            "day": self.day(one.since),
            "post": f"{titled_post(one.status, one.post)}, {unit}",
        }
        if one.until:
            values["until"] = self.day(one.until)
            return self.env._("From %(day)s to %(until)s: %(post)s.", **values)
        return self.env._("From %(day)s: %(post)s.", **values)

    def appraised(self, one):
        if not one.appraiser:
            return self.env._("No appraiser is known.")
        return self.env._("Appraiser: %s.", self.name(one.appraiser))

    def follower(self, one):
        """Return the sentences on a post whose appraiser or superior changes."""
        post = self.posts[one.post]
        values = {
            "left": self.name(one.left),
            "day": self.day(one.since),
            "before": self.name(one.was),
            "after": self.name(one.appraiser),
            "superior": self.name(one.superior),
        }
        if post.appraiser_id.id == one.appraiser:
            return self.env._(
                "%(left)s has moved: from %(day)s the superior of the appraiser "
                "is %(superior)s.",
                **values,
            )
        if one.left == one.appraiser:
            said = self.env._(
                "From %(day)s the appraiser is %(after)s instead of %(before)s.",
                **values,
            )
        else:
            said = self.env._(
                "%(left)s has moved: from %(day)s the appraiser is %(after)s "
                "instead of %(before)s.",
                **values,
            )
        return f"{said} {self.moved_documents(post, one)}"

    def moved_documents(self, post, one):
        """Say what goes over to a new appraiser and what stays, of open cycles."""
        theirs = post.skp_ids.evaluation_ids.filtered_domain(IN_OPEN_CYCLE)
        stays = theirs._asn_staying_domain(fields.Date.to_date(one.since))
        moved = theirs.filtered_domain(theirs._asn_unrated_domain() & ~stays)
        pending = Domain("state", "in", PENDING) & IN_OPEN_CYCLE
        waiting = post.skp_ids.filtered_domain(pending)
        return self.env._(
            "Open documents that go over: %(moved)s. Evaluations that stay: %(kept)s.",
            moved=len(moved) + len(waiting),
            kept=len(theirs - moved),
        )
