"""What the contracts of file formats share: which format it is, and how to ask it without a crash."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar

from ..formats import Claim, Content, FileFormat, ReadContext
from ..plugins import Registry, hookimpl
from .contract import PluginContract, require
from .sample import Sample

__all__ = ["HEAD", "AboutFormat"]

HEAD = 4096
"""Bytes of a file by which a format is asked whether it is its own."""


class AboutFormat(PluginContract):
    """A contract about a format and its samples.

    Attributes:
        format: the format, or its id.
        samples: files of the format, at least one.
    """

    format: ClassVar[FileFormat | str] = ""
    samples: ClassVar[tuple[Sample, ...]] = ()

    @classmethod
    def source(cls) -> Any:
        """The plugin as an object; one that has just the format, where none was named."""
        if cls.plugin is None and isinstance(cls.format, FileFormat):
            given = (cls.format,)
            return SimpleNamespace(examcore_formats=hookimpl(lambda: given))
        return super().source()

    @classmethod
    def registry(cls) -> Registry:
        """A new registry that has the format."""
        builtin = Registry.builtin()
        if cls.plugin is None and (isinstance(cls.format, str) or cls.format in builtin.formats):
            return builtin
        return super().registry()

    @classmethod
    def plugin_name(cls) -> str:
        """The name of the plugin; of a format by itself, that with which its id begins."""
        if cls.plugin is None and isinstance(cls.format, FileFormat):
            return cls.name or cls.format.id.partition(".")[0]
        return super().plugin_name()

    @classmethod
    def described(cls, registry: Registry) -> FileFormat:
        """The format that is tested."""
        wanted = cls.format if isinstance(cls.format, str) else cls.format.id
        require(
            wanted, f"{cls.__name__} does not say which format it tests", 'say format = "acme.marks.list"'
        )
        found = next((fmt for fmt in registry.formats if fmt.id == wanted), None)
        require(
            found is not None,
            f"{cls.__name__}: nobody offers the format {wanted}",
            f"name the plugin that does, or one of {', '.join(fmt.id for fmt in registry.formats)}",
        )
        require(
            cls.samples,
            f"{cls.__name__} has no sample of {wanted}",
            'say samples = (Sample("marks.txt", b"…"),)',
        )
        return found  # type: ignore[return-value]  # `require` raised otherwise

    def _claim(self, fmt: FileFormat, sample: Sample) -> Claim | None:
        try:
            claim = fmt.identify(sample.name, sample.data[:HEAD])
        except Exception as error:
            raise AssertionError(
                f"{fmt.id}: identify raised {_said(error)} on {sample.name}\n"
                "  cure: return None for what is not yours; any file of anybody comes here"
            ) from error
        require(
            claim is None or isinstance(claim, Claim),
            f"{fmt.id}: identify returned a value of type {type(claim).__name__}",
            "return a Claim, or None",
        )
        return claim

    def _load(self, fmt: FileFormat, sample: Sample, registry: Registry) -> Content:
        try:
            content = fmt.load(sample.data, ReadContext(name=sample.name, bodies=registry.bodies))
        except Exception as error:
            raise AssertionError(
                f"{fmt.id}: load raised {_said(error)} on {len(sample.data)} bytes of {sample.name}\n"
                "  cure: whatever is wrong with a file is a finding; declare a FindingCode for it"
            ) from error
        require(
            isinstance(content, Content),
            f"{fmt.id}: load returned a value of type {type(content).__name__}",
            "return Content(values=…, findings=…, records=…)",
        )
        return content


def _said(error: BaseException) -> str:
    return f"{type(error).__name__} ({error})" if str(error) else type(error).__name__
