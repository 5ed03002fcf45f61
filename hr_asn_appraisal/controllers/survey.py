from odoo import http
from odoo.http import request

from ..models.hr_asn_survey_group_mixin import LONGEST_SENTENCE
from ..models.hr_asn_survey_invitation import PAGE

# A form of a dozen questions and a sentence is far smaller.
LARGEST = 16 * 1024


def no_store(response, status=200):
    """Return a page of a survey that nobody keeps, frames or lists."""
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


class GroupSurveyController(http.Controller):
    """The page on which a colleague answers: no form of the client keeps a draft."""

    @http.route(
        f"{PAGE}/<int:invitation_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def ask(self, invitation_id):
        """Show the questions to who was invited."""
        invitation = self._invitation(invitation_id)
        return self._page(invitation) if invitation else self._closed()

    @http.route(
        f"{PAGE}/<int:invitation_id>",
        type="http",
        auth="user",
        methods=["POST"],
        max_content_length=LARGEST,
    )
    def answer(self, invitation_id, **form):
        """Take an answer; another one of the same person replaces it."""
        invitation = self._invitation(invitation_id)
        if not invitation:
            return self._closed()
        # sudo: hr.asn.survey - who was invited answers, and reads nothing of it
        survey = invitation.sudo().survey_id
        said = survey._asn_group_said(form)
        if not said:
            return self._page(
                invitation, form, request.env._("Choose at least one answer.")
            )
        survey._asn_give(request.env.user, invitation.role, said)
        return self._word(
            request.env._("Thank You"),
            request.env._(
                "Your answer is kept sealed and without your name. Until %s you may "
                "answer anew; the new answer then replaces this one.",
                request.env["ir.qweb.field.date"].value_to_html(survey.date_to, {}),
            ),
        )

    def _invitation(self, invitation_id):
        """Return the invitation, if it is the user's and still waits."""
        found = request.env["hr.asn.survey.invitation"].search(
            [("id", "=", invitation_id)]
        )
        return found if found.can_answer else None

    def _page(self, invitation, filled=None, error=""):
        survey = invitation.sudo().survey_id
        given = survey._asn_has_given(request.env.user)
        again = request.env._("You have answered. A new answer replaces the first one.")
        values = {
            "title": request.env._("Anonymous Feedback"),
            "subtitle": invitation.about,
            "intro": self._intro(survey),
            "note": again if given else "",
            "action": f"{PAGE}/{invitation.id}",
            "questions": survey._asn_group_questions(),
            "comment_label": request.env._(
                "One sentence, if you like. Write nothing by which you are known."
            ),
            "comment_length": LONGEST_SENTENCE,
            "filled": filled or {},
            "error": error,
        }
        return no_store(request.render("hr_asn_appraisal.survey_form", values))

    def _intro(self, survey):
        """Say what is asked, and whether it counts in the rating."""
        asked = request.env._(
            "How do you see this colleague at work? Answers are shown together, "
            "only where at least %s have answered, and never with names.",
            survey._asn_least(),
        )
        if not survey.evaluation_id._asn_asks_others():
            return asked
        counts = request.env._(
            "They count %s per cent in the rating of behaviour.",
            survey.evaluation_id.skp_id.policy_id.others_percent,
        )
        return f"{asked} {counts}"

    def _closed(self):
        return self._word(
            request.env._("Not Open"),
            request.env._("This page takes no answers, or not yours."),
            404,
        )

    def _word(self, title, sentence, status=200):
        values = {"title": title, "sentence": sentence, "back": "/odoo"}
        page = request.render("hr_asn_appraisal.survey_word", values)
        return no_store(page, status)
