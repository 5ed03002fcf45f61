"""What the client asks for when it saves a form, as the bench sends it: its fields.

Runs in Odoo's shell. The tests of the addon have the same for themselves.
"""

from lxml import etree

from odoo.tools.safe_eval import safe_eval

X2MANY = ("one2many", "many2many")
HIDING = ("invisible", "column_invisible")


def specification(records, view=None, mode="list"):
    """Return the specification that the client sends with a form of a model.

    ``view``: id or nothing for the form of first choice; ``mode``: "list" at a desk,
    "kanban" on a phone, of lines that are shown in either.
    """
    arch = etree.fromstring(records.get_view(view, "form")["arch"])
    return _fields(records, arch, mode)


def _fields(records, arch, mode):
    """Return {field: its specification} of one view, without the views inside it."""
    depth = arch.xpath("count(ancestor-or-self::field)")
    nodes = arch.xpath(f".//field[count(ancestor::field) = {depth}]")
    named = {}
    for node in nodes:
        named.setdefault(node.get("name"), []).append(node)
    return {name: _field(records, name, named[name], mode) for name in named}


def _field(records, name, nodes, mode):
    kind = records._fields[name].type
    if kind not in (*X2MANY, "many2one") or all(map(_is_hidden, nodes)):
        return {"fields": {}} if kind == "many2one" else {}
    told = {"fields": {"display_name": {}}, "context": _context(nodes)}
    return told if kind == "many2one" else told | _lines(records[name], nodes, mode)


def _lines(lines, nodes, mode):
    """Return what is asked of lines: those of their view, and of their inline form."""
    views = {view.tag: view for node in nodes for view in node}
    shown = mode if mode in views else "kanban"
    told = {}
    for tag in ("form", shown):
        told |= _fields(lines, views[tag], mode) if tag in views else {}
    return {"fields": told}


def _is_hidden(node):
    return not {"1", "True"}.isdisjoint(map(node.get, HIDING))


def _context(nodes):
    contexts = [node.get("context") for node in nodes if node.get("context")]
    return safe_eval(contexts[0]) if contexts else {}
