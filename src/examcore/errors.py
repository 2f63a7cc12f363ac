"""What is raised when the caller, not the data, is at fault.

Faults of data are `examcore.findings.Finding` values. Each class here also inherits the closest builtin,
so that ``except LookupError`` and the like go on working.
"""

__all__ = [
    "AmbiguousFormat",
    "AmbiguousOption",
    "CannotWrite",
    "CurrencyMismatch",
    "ExamcoreError",
    "FindingsError",
    "InvalidDeclaration",
    "MalformedIdentifier",
    "NoPrices",
    "NoReceipt",
    "PathNotFound",
    "PluginError",
    "UnknownBody",
    "UnknownIdentifierKind",
    "UnknownOption",
    "UnknownRule",
    "UnknownSeries",
    "WouldOverwrite",
]


class ExamcoreError(Exception):
    """The base of every exception that examcore raises on purpose.

    >>> issubclass(UnknownOption, ExamcoreError), issubclass(UnknownOption, LookupError)
    (True, True)
    """


class MalformedIdentifier(ExamcoreError, ValueError):
    """A UCI, ULN, UPN, centre or candidate number that does not have the shape of one."""


class UnknownIdentifierKind(ExamcoreError, LookupError):
    """There is no identifier of that name."""


class InvalidDeclaration(ExamcoreError, ValueError):
    """A layout, finding code, dataset or plugin declaration that contradicts itself."""


class CannotWrite(ExamcoreError, ValueError):
    """A value does not fit where it should be written; writers refuse rather than truncate."""


class UnknownBody(ExamcoreError, LookupError):
    """The catalogue holds nothing of that awarding body; ``known`` are those of which it does."""

    def __init__(self, message: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.known = known


class UnknownSeries(ExamcoreError, LookupError):
    """The catalogue holds nothing of that body in that series; ``known`` are the series of which it does."""

    def __init__(self, message: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.known = known


class UnknownOption(ExamcoreError, LookupError):
    """The series is there and has no option of that code.

    ``nearest`` are codes like it; ``elsewhere`` are other series of the same body that have it,
    ``others`` series of other bodies.
    """

    def __init__(
        self,
        message: str,
        nearest: tuple[str, ...] = (),
        elsewhere: tuple[str, ...] = (),
        others: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.nearest, self.elsewhere, self.others = nearest, elsewhere, others


class UnknownRule(ExamcoreError, LookupError):
    """The rulebook holds no number of that rule, or none of that name; ``nearest`` are those like it."""

    def __init__(self, message: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.nearest = nearest


class AmbiguousOption(ExamcoreError, LookupError):
    """A civil series such as ``2017-06`` holds that option code twice; ``found`` are the series that do."""

    def __init__(self, message: str, found: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.found = found


class AmbiguousFormat(ExamcoreError, ValueError):
    """Two formats are equally certain that a file is theirs."""


class CurrencyMismatch(ExamcoreError, TypeError):
    """Two amounts in different currencies were added or compared."""


class NoReceipt(ExamcoreError, LookupError):
    """Nothing that was read is a receipt of the centre, or it cannot be told which one is the latest."""


class NoPrices(ExamcoreError, LookupError):
    """Nothing that was read is a price file."""


class FindingsError(ExamcoreError, ValueError):
    """Raised by `Report.raise_for_errors`; carries the report as ``report``."""

    def __init__(self, message: str, report: object = None) -> None:
        super().__init__(message)
        self.report = report


class PluginError(ExamcoreError, RuntimeError):
    """A plugin could not be loaded, and the registry is strict."""


class PathNotFound(ExamcoreError, FileNotFoundError):
    """A path that was to be read is not there."""


class WouldOverwrite(ExamcoreError, FileExistsError):
    """A file of that name is there already; nothing is ever overwritten."""
