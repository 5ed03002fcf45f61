from odoo import http
from odoo.http import request

from odoo.addons.hr_asn_appraisal.controllers.survey import LARGEST, no_store
from odoo.addons.hr_asn_appraisal.models.hr_asn_survey_public_mixin import (
    LONGEST_COMMENT,
    PAGE,
)

# Whoever opens the link reads it in the language of the country.
LANG = "id_ID"
THANKS = "/asn/terima-kasih"


class PublicSurveyController(http.Controller):
    """The page of a service: no login, nothing of the agency but what it is about."""

    @http.route(
        f"{PAGE}/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
    )
    def ask(self, token):
        """Show the questions; a link that takes no answers says so, whatever it was."""
        survey = self._survey(token)
        return self._page(survey, token) if survey else self._closed()

    @http.route(
        f"{PAGE}/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        max_content_length=LARGEST,
    )
    def answer(self, token, **form):
        """Take an answer; nothing of who gives it is kept."""
        survey = self._survey(token)
        if not survey:
            return self._closed()
        if form.get("website"):
            return request.redirect(THANKS)
        said = survey._asn_said(form)
        if not said:
            error = request.env._("Choose at least one answer.")
            return self._page(survey, token, form, error)
        if not survey._asn_take_public(said, request.httprequest.remote_addr):
            return self._full()
        return request.redirect(THANKS)

    @http.route(THANKS, type="http", auth="public", methods=["GET"], readonly=True)
    def thanks(self):
        """Thank, on a page that says nothing of what was answered."""
        self._speak()
        return self._word(
            request.env._("Thank You"),
            request.env._(
                "Thank you. Your feedback holds no name and is used to improve the "
                "service."
            ),
        )

    def _speak(self):
        known = dict(request.env["res.lang"].get_installed())
        if LANG in known:
            request.update_context(lang=LANG)

    def _survey(self, token):
        """Return the survey of a link that takes answers now."""
        self._speak()
        # sudo: hr.asn.survey - who knows the link may see what it asks
        return request.env["hr.asn.survey"].sudo()._asn_by_token(token)

    def _page(self, survey, token, filled=None, error=""):
        service = survey.service_id
        values = {
            "title": request.env._("Satisfaction with %s", service.name),
            "subtitle": service.company_id.name,
            "intro": request.env._(
                "How was our service? It takes two minutes. No name, no telephone "
                "number; you may leave out what you do not know."
            ),
            "note": "",
            "action": f"{PAGE}/{token}",
            "questions": survey.element_ids._asn_questions(),
            "comment_label": request.env._(
                "Suggestion or complaint, if you like. Do not write names."
            ),
            "comment_length": LONGEST_COMMENT if survey.asks_comment else 0,
            "filled": filled or {},
            "error": error,
        }
        return no_store(request.render("hr_asn_appraisal.survey_form", values))

    def _closed(self):
        return self._word(
            request.env._("Page Not Available"),
            request.env._("This page takes no answers. Ask for the new link or code."),
            404,
        )

    def _full(self):
        return self._word(
            request.env._("Please Come Back Later"),
            request.env._("Many answers have come in. Please try again later."),
            429,
        )

    def _word(self, title, sentence, status=200):
        values = {"title": title, "sentence": sentence, "back": ""}
        page = request.render("hr_asn_appraisal.survey_word", values)
        return no_store(page, status)
