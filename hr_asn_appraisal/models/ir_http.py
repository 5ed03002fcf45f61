import werkzeug.exceptions

from odoo import models
from odoo.exceptions import AccessDenied
from odoo.http import request

PASSWORD_PAGE = "/asn/password"
# What a session with the password of a slip may ask for: the page that changes it,
# what that page is drawn with, and the ways out.
OPEN_PAGES = {
    PASSWORD_PAGE,
    "/web/session/logout",
    "/web/login",
    "/web/binary/company_logo",
}
OPEN_FOLDER = "/web/assets/"


class IrHttp(models.AbstractModel):
    """Who has the password of a slip gets nowhere before he has changed it."""

    _inherit = "ir.http"

    @classmethod
    def _authenticate(cls, endpoint):
        """Look at each request of each kind: pages, RPC, JSON-2, websocket, files."""
        super()._authenticate(endpoint)
        uid = request.env.uid or request.session.uid
        users = request.env["res.users"]
        if not users._asn_must_change_password(uid) or cls._asn_is_open():
            return
        if endpoint.routing["type"] == "http" and request.httprequest.method == "GET":
            werkzeug.exceptions.abort(request.redirect(PASSWORD_PAGE))
        raise AccessDenied(users._asn_change_first())

    @classmethod
    def _asn_is_open(cls):
        path = request.httprequest.path.rstrip("/")
        return path in OPEN_PAGES or path.startswith(OPEN_FOLDER)

    def session_info(self):
        # /web/session/authenticate answers with it in the request that signs in.
        if self.env["res.users"]._asn_must_change_password(self.env.uid):
            raise AccessDenied(self.env["res.users"]._asn_change_first())
        return super().session_info()
