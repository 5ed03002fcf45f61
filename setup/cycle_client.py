"""A client of Odoo's JSON-2 interface: one key, one user, that user's rights."""

import http.client
import json
import urllib.parse

SECONDS = 900  # a large batch may take minutes


class ApiError(Exception):
    """The server refused: `args[0]` is its own message, `kind` its exception."""

    def __init__(self, message, kind=""):
        super().__init__(message)
        self.kind = kind


class Api:
    """Calls with the key of one user.

    :param url: the server's address, without a slash at the end
    :param key: an API key of that user
    :param lang: the language of the answers
    """

    def __init__(self, url, key, lang="id_ID"):
        self.address = urllib.parse.urlsplit(url).netloc
        self.headers = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Connection": "close",
        }
        self.context = {"lang": lang, "tz": "Asia/Jakarta"}

    def call(self, model, method, ids=(), **values):
        """Call a public method on records and return what it returned.

        :param ids: ids of the records; none for a method of the model
        :param values: the method's arguments by name
        :raises ApiError: when the server refuses, in its words
        """
        values["context"] = self.context | values.get("context", {})
        if ids:
            values["ids"] = list(ids)
        status, data = self._post(f"/json/2/{model}/{method}", values)
        if status == 200:
            return json.loads(data)
        raise _error(status, data)

    def _post(self, path, values):
        connection = http.client.HTTPConnection(self.address, timeout=SECONDS)
        try:
            connection.request("POST", path, json.dumps(values), self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise ApiError(f"no answer from the server ({error})") from error
        finally:
            connection.close()

    def rows(self, model, domain, fields, **options):
        """Search and read: a list of dicts with these fields and the id."""
        return self.call(
            model, "search_read", domain=domain, fields=fields, load=None, **options
        )

    def create(self, model, rows):
        """Create records; returns their ids."""
        return self.call(model, "create", vals_list=rows)


def _error(status, data):
    try:
        said = json.loads(data)
        return ApiError(said["message"], said.get("name", ""))
    except (ValueError, KeyError, TypeError):
        return ApiError(f"the server answered {status}")
