"""The part of the contract of file formats that is about writing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any
from unittest import SkipTest

import attrs

from ..evidence import Origin
from ..findings import Severity
from ..formats import Content, Dumped, FileFormat, WriteContext
from ..plugins import Registry
from .about_format import AboutFormat
from .contract import require
from .personal import leaked, words_of
from .sample import Sample

__all__ = ["WrittenContract"]

_TOO_LONG, _FOREIGN = "X" * 300, "\u2603"


class WrittenContract(AboutFormat):
    """What formats that have a ``dump`` keep to; the others are passed over."""

    def test_what_is_written_reads_back(self) -> None:
        """`load` makes the same values of what `dump` wrote, and nothing is lost without a word."""
        registry = self.registry()
        fmt = self._writer(registry)
        for sample in self.samples:
            content = self._load(fmt, sample, registry)
            context = self._context(fmt, sample, content, registry)
            dumped = self._dump(fmt, content.values, context)
            wrong = [str(f) for f in dumped.findings if f.severity is Severity.ERROR]
            require(
                not wrong and dumped.data,
                f"{fmt.id}: the values of {sample.name} are not written: {wrong}",
                "write what load gives, or make another sample",
            )
            again = self._load(fmt, Sample(dumped.name, dumped.data), registry)
            if again.values != content.values:
                what = _difference(content.values, again.values)
                raise AssertionError(
                    f"{fmt.id}: {sample.name} is written, and read back {what}\n"
                    "  cure: let dump write every part that load reads, or refuse the value with a finding"
                )
            errors = [str(f) for f in again.findings if f.severity is Severity.ERROR]
            require(not errors, f"{fmt.id}: what it writes has errors when read: {errors}", "mend dump")
            require(
                self._dump(fmt, content.values, context) == dumped,
                f"{fmt.id}: the values of {sample.name} give another file the second time",
                "let dump depend on values and context only; the day stands in the issue",
            )

    def test_what_is_written_is_known_again(self) -> None:
        """Name and content of a written file are those of this format, and the name says which file it is."""
        registry = self.registry()
        fmt = self._writer(registry)
        for sample in self.samples:
            content = self._load(fmt, sample, registry)
            context = self._context(fmt, sample, content, registry)
            dumped = self._dump(fmt, content.values, context)
            claim = self._claim(fmt, Sample(dumped.name, dumped.data))
            require(
                claim is not None,
                f"{fmt.id}: it does not claim {dumped.name}, which it wrote",
                "let identify know what dump writes, and dump name the file as the recipient expects",
            )
            by_name = [self._claim(fmt, Sample(name, b"")) is not None for name in (sample.name, dumped.name)]
            require(
                by_name != [True, False],
                f"{fmt.id}: it knows {sample.name} by its name alone, and not {dumped.name}, which it wrote",
                "let dump name files by the rule that identify goes by",
            )
            read_back = self._load(fmt, Sample(dumped.name, dumped.data), registry).issue
            if content.issue is not None:
                same = read_back is not None and all(
                    getattr(read_back, part) == getattr(context.issue, part)
                    for part in ("letter", "series", "sequence", "produced", "centre")
                )
                require(
                    same,
                    f"{fmt.id}: {dumped.name} says that it is another file than the one that was asked for",
                    "write letter, series, sequence, day and centre of the issue into headers and name",
                )

    def test_nothing_is_cut(self) -> None:
        """A value that does not fit, or is not of the format's characters, is refused and never altered."""
        registry = self.registry()
        fmt = self._writer(registry)
        for sample in self.samples:
            content = self._load(fmt, sample, registry)
            context = self._context(fmt, sample, content, registry)
            whole, secrets = self._dump(fmt, content.values, context), words_of(content)
            for field, value in (a for first in content.values[:1] for a in _altered(first)):
                given = (value, *content.values[1:])
                dumped = self._dump(fmt, given, context)
                refused = any(f.severity is Severity.ERROR for f in dumped.findings)
                found = leaked(Content(findings=dumped.findings, details={"dumped": repr(dumped)}), secrets)
                require(
                    found is None,
                    f"{fmt.id}: with {field} that does not fit a personal value stands in {found}",
                    "mask personal values in findings, and say whom they are about by centre and number",
                )
                require(
                    not (refused and dumped.data),
                    f"{fmt.id}: with {field} that does not fit there is an error, and there are bytes",
                    "return Dumped(data=b'') where a finding is an error: nobody shall send such a file",
                )
                if refused or dumped.data == whole.data:  # refused, or not a part that this format carries
                    continue
                again = self._load(fmt, Sample(dumped.name, dumped.data), registry)
                require(
                    again.values == given,
                    f"{fmt.id}: {field} that does not fit is written as something else, without an error",
                    "refuse it with a finding of severity error; never cut, never replace",
                )

    def _writer(self, registry: Registry) -> FileFormat:
        fmt = self.described(registry)
        if fmt.dump is None:
            raise SkipTest(f"{fmt.id} is only read")
        return fmt

    def _context(self, fmt: FileFormat, sample: Sample, content: Content, registry: Registry) -> WriteContext:
        issue = sample.issue or content.issue
        if issue is None:
            raise AssertionError(
                f"{fmt.id}: neither {sample.name} nor the sample says which file it is\n"
                "  cure: give the sample an issue=Issue(…), which dump is asked for"
            )
        return WriteContext(issue=issue, bodies=registry.bodies, postcode=sample.postcode)

    def _dump(self, fmt: FileFormat, values: tuple[Any, ...], context: WriteContext) -> Dumped:
        try:
            dumped = fmt.dump(values, context) if fmt.dump else None
        except Exception as error:
            raise AssertionError(
                f"{fmt.id}: dump raised {type(error).__name__} ({error})\n"
                "  cure: what does not fit is a finding at the place where the value came from"
            ) from error
        if not isinstance(dumped, Dumped):
            raise AssertionError(  # noqa: TRY004  a test fails, whatever is wrong
                f"{fmt.id}: dump returned a value of type {type(dumped).__name__}\n"
                "  cure: return Dumped(name=…, data=…, findings=…)"
            )
        return dumped


def _difference(before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    if len(before) != len(after):
        return f"{len(before)} values have become {len(after)}"
    at = next(i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
    fields = [
        field.name
        for field in (attrs.fields(type(before[at])) if attrs.has(type(before[at])) else ())
        if field.eq and getattr(before[at], field.name) != getattr(after[at], field.name, None)
    ]
    # names of fields only: what stands in them may be personal
    return f"value {at + 1} is another one in {', '.join(fields) or 'its kind'}"


def _altered(value: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """The value with one text too long, or of no script of any file, for each text that it holds."""
    if not attrs.has(type(value)):
        return
    for field in attrs.fields(type(value)):
        if not field.init or field.name.startswith("_"):
            continue
        held = getattr(value, field.name)
        where = f"{before}{field.name}"
        if isinstance(held, str) and not isinstance(held, Enum):
            parts: Iterator[tuple[str, Any]] = iter(((where, _TOO_LONG), (where, _FOREIGN)))
        elif attrs.has(type(held)) and not isinstance(held, Origin):
            parts = _altered(held, f"{where}.")
        else:
            continue
        for name, part in parts:
            try:
                yield name, attrs.evolve(value, **{field.name: part})
            except (ValueError, TypeError):  # the class itself refuses it
                continue
