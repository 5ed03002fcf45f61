"""Mutants: a module of rules with one constant or comparison turned around.

Each is the source of the whole module, ready to be run in place of the right one.
"""

import ast
import copy
from typing import NamedTuple

# What each comparison is turned into: its edge moved, and the other way round.
TURNED = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}


class Mutant(NamedTuple):
    """The number of its line and what stands there; what it says instead; the source.

    ``function``: the name of the one that it is in, "module" for none.
    """

    line: int
    function: str
    text: str
    before: str
    after: str
    source: str

    @property
    def key(self):
        """Return what stays when lines move."""
        return f"{self.function}: {self.text} [{self.before} -> {self.after}]"


def mutants(source):
    """Return every Mutant of a module, in the order of its lines.

    Numbers, truths and texts; comparisons; and, or, not. What is said to people,
    docstrings and messages of errors, is no rule, nor what one puts together.
    """
    tree, lines = ast.parse(source), source.splitlines()
    found = [
        _mutant(tree, lines, place, turn)
        for place, (node, function) in enumerate(_walk(tree))
        for turn in _turns(node)
    ]
    return sorted(found, key=lambda one: (one.line, one.key))


def _mutant(tree, lines, place, turn):
    """Return the Mutant in which ``turn`` was done to the node at a place."""
    fresh = copy.deepcopy(tree)
    node, function = [*_walk(fresh)][place]
    line, before = node.lineno, ast.unparse(node)
    turn(node)
    text = lines[line - 1].strip()
    return Mutant(line, function, text, before, ast.unparse(node), ast.unparse(fresh))


def _walk(tree):
    """Yield (node, name of its function) of all that is a rule, always in one order."""

    def visit(node, function):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            function = node.name
        yield node, function
        for child in ast.iter_child_nodes(node):
            if not (_is_said(child) or isinstance(child, ast.Raise | ast.JoinedStr)):
                yield from visit(child, function)

    yield from visit(tree, "module")


def _is_said(node):
    """Say whether a node is a docstring: a text that stands for itself."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _turns(node):
    """Return the functions that turn one node around, each in another way."""
    if isinstance(node, ast.Constant):
        return _of_constant(node)
    if isinstance(node, ast.Compare):
        ops = enumerate(node.ops)
        return [_operator(at, kind) for at, op in ops for kind in TURNED[type(op)]]
    if isinstance(node, ast.BoolOp):
        return [_other_bool]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [_no_not]
    return []


def _of_constant(node):
    if isinstance(node.value, bool):
        return [_value(not node.value)]
    if isinstance(node.value, int | float):
        return [_value(node.value + 1)]
    if isinstance(node.value, str):
        return [_value(f"{node.value}x")]
    return []


def _value(value):
    def turn(node):
        node.value = value

    return turn


def _operator(at, kind):
    def turn(node):
        node.ops[at] = kind()

    return turn


def _other_bool(node):
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _no_not(node):
    node.op = ast.UAdd()
    node.operand = ast.Call(ast.Name("bool"), [node.operand], [])
    ast.fix_missing_locations(node)
