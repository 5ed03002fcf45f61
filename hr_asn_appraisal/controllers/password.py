from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.ir_http import PASSWORD_PAGE
from ..passwords import TOO_SHORT


class PasswordController(http.Controller):
    """The page on which the password of a slip is exchanged for one's own."""

    @http.route(PASSWORD_PAGE, type="http", auth="user", methods=["GET", "POST"])
    def change(self, password="", again="", **_kw):
        """Show the page, or take a password; then go on to the first page."""
        user = request.env.user
        if not user._asn_must_change_password(user.id):
            return request.redirect("/odoo")
        error = ""
        if request.httprequest.method == "POST":
            error = self._choose(user, password, again)
            if not error:
                return request.redirect("/odoo")
        return self._page(user, error)

    def _choose(self, user, password, again):
        """Return what is wrong with the choice, "" where it was taken."""
        try:
            user._asn_choose_password(password, again)
        except UserError as error:
            return str(error)
        # The token of a session holds the hash: without a new one it would end here.
        token = user._compute_session_token(request.session.sid)
        request.session.session_token = token
        return ""

    def _page(self, user, error):
        minimum = user._asn_password_length()
        values = {
            "user": user,
            "errors": error.splitlines(),
            "minimum": minimum,
            "length_rule": user._asn_password_sentences(minimum)[TOO_SHORT],
            "disable_database_manager": True,
        }
        response = request.render("hr_asn_appraisal.password_page", values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "DENY"
        return response
