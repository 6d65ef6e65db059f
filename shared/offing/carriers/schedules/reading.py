"""Reading a schedule file of either format, told apart by its first line."""

from offing.carriers.schedules.draft import MAX_BYTES, Draft
from offing.carriers.schedules.ssim import read_ssim
from offing.carriers.schedules.table import read_table
from offing.kernel.errors import TooLargeError


def read_schedule(content: bytes) -> Draft:
    """A draft from SSIM chapter 7 or CSV; raises TooLargeError over 4 MB."""
    if len(content) > MAX_BYTES:
        raise TooLargeError(f"A schedule file takes at most {MAX_BYTES:,} bytes; send it by season")
    text = content.decode("utf-8-sig", errors="replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    draft = read_table(text) if "," in first else read_ssim(text)
    if not draft.legs and not draft.problems and not draft.codeshares:
        draft.refuse(1, "there is no leg in it: send SSIM chapter 7 records, or CSV with a header")
    return draft
