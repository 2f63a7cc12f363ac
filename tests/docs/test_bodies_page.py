"""The page of the awarding bodies says of names and routes what the bodies declare."""

from pathlib import Path

import pytest

from examcore.plugins import Registry

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "bodies.md"
BODIES = Registry.builtin().bodies.bodies


@pytest.fixture(scope="module")
def lines():
    return PAGE.read_text("utf-8").splitlines()


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.id)
def test_names(body, lines):
    rule = body.names
    if rule is None:
        assert f"| `{body.id}` | not known |  |  |  |" in lines
    else:
        cells = (f"`{body.id}`", f"`{rule.marks}`", rule.longest, rule.evidence, rule.source)
        assert f"| {' | '.join(map(str, cells))} |" in lines


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.id)
def test_routes(body, lines):
    for jcq_id in body.jcq_ids:
        route = body.find_route(jcq_id)
        said = f"`{route.format}` | {route.evidence} | {route.source}" if route else "none is known |  | "
        assert f"| `{body.id}` | `{jcq_id}` | {said} |" in lines


def test_every_spelling_is_shown(lines):
    shown = {word for line in lines if line.startswith("| `") for word in line.split()}
    for body in BODIES:
        for letter in body.names.spellings if body.names else ():
            assert letter in shown or f"U+{ord(letter):04X}" in shown
