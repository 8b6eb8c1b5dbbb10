"""The ids of rules as the code of `extract` states them, found in its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import extract

# Where a call takes an id by its place; elsewhere it is the keyword or the variable `rule`.
_PLACES = {"Form": 2, "_Amount": 3, "_range": 2, "Count": 6, "new_count": 6}
_RETURNS_RULE = frozenset(("_context", "_five", "value_of_figure"))
_ABOUT_RULES = frozenset(("rules.py", "explain.py"))


def stated() -> set[str]:
    """Every id that is given to a mention as a literal; those that are put together are not among them."""
    return {
        rule
        for tree in _modules()
        for node in ast.walk(tree)
        for expression in _ids(node)
        for rule in _literals(expression)
        if rule and not rule.startswith("not:")
    }


def literals() -> set[str]:
    """Every string of the code that is a value, documentation left out."""
    return {
        node.value
        for tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value
    }


def ways_of_verbs() -> set[str]:
    """How `counts.choice` finds a verb: the middle of ``count.left.admit``."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (_room() / "counts" / "choice").glob("*.py")]
    answers = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Return)]
    answers += [one for answer in answers if isinstance(answer, ast.IfExp) for one in (answer.body, answer.orelse)]
    return {
        way
        for answer in answers
        if isinstance(answer, ast.Tuple) and ast.unparse(answer.elts[0]) != "None"
        for way in _literals(answer.elts[1])
    }


def _room() -> Path:
    return Path(extract.__file__).parent


def _modules() -> Iterator[ast.Module]:
    for path in sorted(_room().rglob("*.py")):
        if path.name not in _ABOUT_RULES:
            yield ast.parse(path.read_text(encoding="utf-8"))


def _ids(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions in a piece of syntax whose value is the id of a rule."""
    if isinstance(node, ast.Call):
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "rule")
        place = _PLACES.get(node.func.id, len(node.args)) if isinstance(node.func, ast.Name) else len(node.args)
        yield from node.args[place : place + 1]
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (v for n, v in zip(names, values, strict=False) if isinstance(n, ast.Name) and n.id == "rule")
    elif isinstance(node, ast.FunctionDef) and node.name in _RETURNS_RULE:
        for returned in ast.walk(node):
            if isinstance(returned, ast.Return) and returned.value is not None:
                value = returned.value.body if isinstance(returned.value, ast.IfExp) else returned.value
                yield value.elts[-1] if isinstance(value, ast.Tuple) else value


def _literals(expression: ast.expr) -> Iterator[str]:
    """The strings that an expression may have for a value."""
    if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
        yield expression.value
    elif isinstance(expression, ast.IfExp):
        yield from (*_literals(expression.body), *_literals(expression.orelse))
    elif isinstance(expression, ast.Dict):
        for value in expression.values:
            yield from _literals(value)
    elif isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
        for part in (expression.func.value, *expression.args[1:]) if expression.func.attr == "get" else ():
            yield from _literals(part)
