"""What is inside a zip archive, also one in another and one behind a self-extracting program.

Pure over bytes: no file is opened, nothing is extracted, no name is used as a path. What is bad in an archive
is a finding, never an exception; the limits count the bytes that were really decompressed.
"""

from .unpacking import CODES, LIMITS, Limits, Member, Unpacked, members
from .zip import is_archive

__all__ = ["CODES", "LIMITS", "Limits", "Member", "Unpacked", "is_archive", "members"]
