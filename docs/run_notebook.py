"""Run a notebook in an empty folder, and write it with what its cells print.

python docs/run_notebook.py [NOTEBOOK] [OUT]

Without OUT the notebook itself gets the new outputs. What differs from one computer to the next is left out.
"""
# ruff: noqa: INP001  a script

import os
import sys
import tempfile
from pathlib import Path

NOTEBOOK = Path(__file__).parent / "notebooks" / "first-quarter-of-an-hour.ipynb"


def main(source: Path = NOTEBOOK, out: Path | None = None) -> None:
    """Run and write; a cell that fails ends it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # not the user's own settings, kernels and history, which differ, or may not be written to
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
            os.environ[name] = str(Path(folder, name.lower()))
        os.environ["TMPDIR"] = folder  # the notebook makes a folder of its own there
        os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger of the kernel warns
        import nbformat  # noqa: PLC0415  it looks at the settings above
        from nbclient import NotebookClient  # noqa: PLC0415

        notebook = nbformat.read(source, as_version=4)
        client = NotebookClient(
            notebook,
            timeout=120,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,  # else it depends on the moment how a text is parted
            extra_arguments=["--log-level=ERROR"],  # it warns of eavesdroppers, and talks on loopback
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    notebook.metadata.pop("language_info", None)
    nbformat.validate(notebook)
    text = nbformat.writes(notebook, version=4)
    (out or source).write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
