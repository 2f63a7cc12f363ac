"""The declaration of a kind of finding, and one occurrence of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from string import Formatter
from typing import Any

import attrs

from ..errors import InvalidDeclaration
from ..evidence import Evidence

__all__ = ["Finding", "FindingCode", "Severity", "code_book"]


class Severity(StrEnum):
    """How bad a finding is.

    An error makes a value unusable, a warning asks for a look, an info explains.

    >>> Severity.ERROR.rank > Severity.WARNING.rank > Severity.INFO.rank
    True
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]


_CODE = re.compile(r"[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+")


@attrs.frozen(kw_only=True)
class FindingCode:
    """The declaration of one kind of finding.

    Args:
        code: ``namespace.kebab-case``, the namespace being a room or a plugin.
        severity: unless a finding says otherwise.
        template: the message, with parameters in braces.
        cure: what a person does about it.
        rule: id of a rule or clause, such as ``V01`` or ``ENT-15``; empty for a check of our own.
        evidence: how the rule is known.
        triggers: an example that gives this finding.
        passes: a like example that does not.
    """

    code: str
    severity: Severity
    template: str
    cure: str
    triggers: str
    passes: str
    rule: str = ""
    evidence: Evidence = Evidence.SEEN
    _params: frozenset[str] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise InvalidDeclaration(f"finding code {self.code!r} is not of the form namespace.kebab-case")
        for name in ("template", "cure", "triggers", "passes"):
            if not getattr(self, name).strip():
                raise InvalidDeclaration(f"finding code {self.code} has no {name}")
        try:
            names = {name for _, name, _, _ in Formatter().parse(self.template) if name is not None}
        except ValueError as error:
            raise InvalidDeclaration(
                f"the template of finding code {self.code} is no template: {error}"
            ) from error
        names = {re.split(r"[.\[]", name, maxsplit=1)[0] for name in names}
        if not all(name.isidentifier() for name in names):
            raise InvalidDeclaration(
                f"the template of finding code {self.code} has a parameter without a name"
            )
        object.__setattr__(self, "_params", frozenset(names - {"file", "line", "field", "value", "cell"}))

    def at(
        self,
        file: str = "",
        line: int | None = None,
        *,
        start: int | None = None,
        length: int | None = None,
        field: str | None = None,
        value: str | None = None,
        severity: Severity | None = None,
        cell: str | None = None,
        **params: Any,
    ) -> Finding:
        """One occurrence of this code.

        Args:
            file: name of the file, empty when there is none.
            line: 1-based; in a table the header is line 1.
            start: 1-based column in the line, counted in bytes.
            length: of the range, in bytes.
            field: name of the field or column.
            value: what stands there. **Mask personal values before**, with `mask`.
            severity: another one than the code's own.
            cell: name of the cell in a spreadsheet, such as ``C7``.
            **params: what the template names beyond the arguments above.

        Returns:
            The finding; its message is made when it is asked for.

        Raises:
            InvalidDeclaration: the template names a parameter that is not given.
        """
        if not self._params <= params.keys():
            lacking = ", ".join(sorted(self._params - params.keys()))
            raise InvalidDeclaration(f"finding code {self.code} was used without {lacking}")
        return Finding(
            self,
            severity or self.severity,
            file,
            line,
            start,
            length,
            field,
            value,
            params,
            cell,
        )


def code_book(codes: Iterable[FindingCode]) -> dict[str, FindingCode]:
    """The codes by name, sorted; a name declared twice with different contents is an `InvalidDeclaration`."""
    book: dict[str, FindingCode] = {}
    for code in codes:
        if book.setdefault(code.code, code) != code:
            raise InvalidDeclaration(f"finding code {code.code} is declared twice")
    return dict(sorted(book.items()))


_NONE = type(None)
_KINDS: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("kind", (FindingCode,)),
    ("severity", (Severity,)),
    ("file", (str,)),
    ("line", (int, _NONE)),
    ("start", (int, _NONE)),
    ("length", (int, _NONE)),
    ("field", (str, _NONE)),
    ("value", (str, _NONE)),
    ("cell", (str, _NONE)),
)


@attrs.frozen
class Finding:
    """One fault at one place. Made by `FindingCode.at`.

    ``value`` never holds personal data in clear; ``params`` are what the message is made of, so that it can
    be translated.

    >>> from examcore.checks import NOT_RUN
    >>> finding = NOT_RUN.at("a.csv", 3, check="x.demo.none", missing="catalogue")
    >>> isinstance(finding, Finding), finding.code, finding.message
    (True, 'check.not-run', 'the check x.demo.none did not run: there is no catalogue')
    """

    kind: FindingCode
    severity: Severity
    file: str = ""
    line: int | None = None
    start: int | None = None
    length: int | None = None
    field: str | None = None
    value: str | None = None
    params: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    cell: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse here what would fail much later, where findings are sorted and printed."""
        for name, kinds in _KINDS:
            if not isinstance(getattr(self, name), kinds):
                what = type(getattr(self, name)).__name__
                raise TypeError(f"{name} of a finding is of type {kinds[0].__name__}, not {what}")

    @property
    def code(self) -> str:
        """The name of the code, such as ``entries.unknown-option``."""
        return self.kind.code

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        known = {
            "file": self.file,
            "line": self.line,
            "field": self.field,
            "value": self.value,
            "cell": self.cell,
        }
        try:
            return self.kind.template.format_map(known | dict(self.params))
        except Exception:  # noqa: BLE001  a plugin's parameter may not suit its template, and be of any class
            return self.kind.template

    @property
    def cure(self) -> str:
        """What a person does about it."""
        return self.kind.cure

    @property
    def place(self) -> str:
        """``file:line:columns`` as far as known, the way compilers print it; of a cell ``file:C7``.

        Empty where there is not even a file.

        >>> from examcore.checks import NOT_RUN
        >>> NOT_RUN.at("a.csv", 3, start=15, length=12, check="x.demo.none", missing="catalogue").place
        'a.csv:3:15-26'
        """
        place = self.file
        if self.cell is not None:
            place += f":{self.cell}"
        elif self.line is not None:
            place += f":{self.line}"
            if self.start is not None:
                place += f":{self.start}"
                if self.length is not None and self.length > 1:
                    place += f"-{self.start + self.length - 1}"
        return place

    def as_json(self) -> dict[str, Any]:
        """The finding as the command line's ``--json`` prints it."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
            "file": self.file or None,
            "line": self.line,
            "cell": self.cell,
            "start": self.start,
            "length": self.length,
            "field": self.field,
            "value": self.value,
            "cure": self.cure,
            "rule": self.kind.rule or None,
        }

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.severity}: {self.message} [{self.code}]"
