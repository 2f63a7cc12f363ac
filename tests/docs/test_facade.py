"""Every public name resolves and has an example that runs."""

import doctest
import inspect
from importlib import import_module

import pytest

import examcore as ex


def test_all_is_sorted_and_every_name_resolves():
    assert sorted(ex.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)) == list(
        ex.__all__
    )
    assert [name for name in ex.__all__ if getattr(ex, name, None) is None] == []
    assert set(ex.__all__) <= set(dir(ex))


def docstring_of(name):
    """The docstring of a class or function; of a value that of its class, of a marker that of its room."""
    value = getattr(ex, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        return inspect.getdoc(value) or ""
    if type(value).__module__.startswith("examcore"):
        return inspect.getdoc(type(value)) or ""
    return inspect.getdoc(import_module("examcore.plugins")) or ""  # `hookimpl` is of a class of pluggy


@pytest.mark.parametrize("name", ex.__all__)
def test_a_public_name_has_an_example(name):
    text = docstring_of(name)
    assert text, f"{name} has no docstring"
    examples = doctest.DocTestParser().get_examples(text)
    assert [e for e in examples if name in e.source + e.want], (
        f"no example in the docstring of {name} uses it"
    )
