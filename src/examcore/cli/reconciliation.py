"""``examcore reconcile``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ..errors import ExamcoreError
from ..evidence import Missing
from ..findings import Report, counted
from .output import (
    FAIL_ON,
    JSON,
    clean,
    day,
    print_findings,
    print_json,
    read_paths,
    refuse_second_stdin,
    status_of,
)

if TYPE_CHECKING:
    from ..invoices import Claims, Item, Reconciliation

__all__ = ["add_verbs"]


def add_verbs(verbs: Any) -> None:
    """Declare the verb."""
    about = "compare invoices with what was entered; tells what can be claimed, and by when to pay"
    verb = verbs.add_parser("reconcile", parents=[JSON, FAIL_ON], help=about)
    verb.add_argument("invoice", metavar="INVOICE", help="invoice table, put first; - is standard input")
    verb.add_argument("entries", metavar="ENTRIES", help="entries table, put second")
    verb.add_argument(
        "--basedata", nargs="+", required=True, metavar="PATH", help="basedata files, folders, archives"
    )
    verb.add_argument(
        "--on",
        type=day,
        required=True,
        metavar="DATE",
        help="the day on which entries without received_on were received, as 2027-02-21",
    )
    verb.add_argument(
        "--receipt", nargs="+", metavar="RECEIPT", help="the latest receipt of each centre, or its folder"
    )
    verb.add_argument(
        "--prices", metavar="FILE", help="the centre's own price file, which wins over basedata"
    )
    verb.add_argument(
        "--before", metavar="ENTRIES", help="entries as they were charged; what ENTRIES lack was withdrawn"
    )
    verb.add_argument("--changed-on", type=day, metavar="DATE", help="the day of those withdrawals")
    verb.add_argument("--as-at", type=day, metavar="DATE", help="tell what is overdue on that day")
    verb.add_argument(
        "--claims", action="store_true", help="only what can be claimed, or must be asked about"
    )
    verb.set_defaults(run=_reconcile)


def _reconcile(args: argparse.Namespace) -> int:
    from .. import check, price_changes, quote, reconcile  # noqa: PLC0415  `examcore id` needs none of these
    from ..catalogue import Catalogue  # noqa: PLC0415
    from ..entries import Entries  # noqa: PLC0415
    from ..invoices import Invoices  # noqa: PLC0415
    from ..invoices.table import FORMAT as INVOICE  # noqa: PLC0415
    from ..prices import Prices  # noqa: PLC0415

    if bool(args.before) != bool(args.changed_on):
        raise ExamcoreError("--before and --changed-on go together: what was charged, and when that changed")
    own = [args.prices] if args.prices else []
    earlier = [args.before] if args.before else []
    sent = args.receipt or []
    refuse_second_stdin([args.invoice, args.entries, *args.basedata, *own, *earlier, *sent])
    invoice, entered = read_paths([args.invoice]), read_paths([args.entries])
    formats = {reading.format for reading in invoice}, {reading.format for reading in entered}
    if INVOICE not in formats[0] and INVOICE in formats[1]:
        raise ExamcoreError("the invoice is put first, and the entries second; these two are swapped")
    catalogue = Catalogue.of(read_paths(args.basedata))
    entries = Entries.of(entered)
    about = catalogue.findings.errors + check(entries, catalogue)
    prices = Prices.of(read_paths(own)) if own else None
    if prices is not None:
        about += prices.findings
    expected = quote(entries, catalogue, on=args.on, prices=prices)
    about += Report(f for f in expected.findings if f not in about)
    changes = None
    if earlier:
        before = Entries.of(read_paths(earlier))
        about += Report(f for f in check(before, catalogue) if f not in about)
        changes = price_changes(
            before,
            entries,
            catalogue,
            on=args.changed_on,
            charged_on=args.on,
            prices=prices,
        )
        about += Report(f for f in changes.findings if f not in about)
    found = reconcile(
        Invoices.of(invoice),
        expected,
        receipts=_receipts(sent),
        changes=changes,
        as_at=args.as_at,
    )
    report = about + found.findings
    if args.json:
        _print_json(found, report, claims=args.claims)
    else:
        _print_text(found, claims=args.claims)
        print_findings(report, cures=True)
    return max(status_of(report, args), int(bool(found.discrepancies) or not found.complete))


def _receipts(paths: list[str]) -> list[Any]:
    from ..entries import Receipt  # noqa: PLC0415  as above

    readings = read_paths(paths)
    centres = {value.centre for reading in readings for value in reading.values if isinstance(value, Receipt)}
    if not paths:
        return []
    return [Receipt.of(readings, centre=centre) for centre in sorted(centres)] or [Receipt.of(readings)]


def _print_json(found: Reconciliation, report: Report, *, claims: bool) -> None:
    items = found.claims if claims else found
    print_json(
        "reconcile",
        {
            "currency": "GBP",
            "total_invoiced": str(found.total_invoiced),
            "total_expected": str(found.total_expected),
            "not_judged": str(found.not_judged),
            "difference": str(found.difference),
            "complete": found.complete,
            "items": [_item(item) for item in items],
            "claims": _claims(found.claims),
            "due_dates": [due.row() for due in found.due_dates],
            "findings": [finding.as_json() for finding in report],
        },
    )


def _item(item: Item) -> dict[str, Any]:
    return {
        **item.row(),
        "invoices": list(item.shown_numbers),
        "candidates": list(item.candidates),
        "because": [
            {
                "rule": reason.rule,
                "says": reason.says,
                "evidence": str(reason.evidence),
                "source": str(reason.source) if reason.source else None,
            }
            for reason in item.because
        ],
    }


def _claims(claims: Claims) -> dict[str, Any]:
    from ..invoices.table import shown_number  # noqa: PLC0415  as above

    return {
        "total": str(claims.total),
        "to_ask": claims.to_ask,
        "by_body": {body: str(amount) for body, amount in claims.by_body().items()},
        "by_invoice": [
            {"awarding_body": body, "invoice_number": shown_number(number) or None, "amount": str(amount)}
            for (body, number), amount in claims.by_invoice().items()
        ],
    }


def _print_text(found: Reconciliation, *, claims: bool) -> None:
    invoiced = str(found.total_invoiced)
    if found.not_judged:  # so that the line adds up
        invoiced += f" less {found.not_judged} not judged is {found.total_invoiced - found.not_judged}"
    print(f"invoiced {invoiced}, expected {found.total_expected}: {_signed(found.difference)} GBP")
    if found.not_read:
        print(f"  not compared: {counted(found.not_read, 'row')}")
    if not found.sound:
        why = "an invoice was not read in full, or does not add up" if len(found) else "no line of an invoice"
        print(f"  not complete: {why}")
    matched = len(found) - len(found.discrepancies)
    if not claims:
        print(f"  {counted(matched, 'item')} as expected")
    for item in found.claims if claims else found.discrepancies:
        says = item.because[0].says
        print(clean(f"{_signed(item.difference):>12}  {item.outcome:<15}  {item.what}: {says}{_where(item)}"))
    asked = f", and {found.claims.to_ask} to ask about" if found.claims.to_ask else ""
    print(f"claims: {found.claims.total} GBP{asked}")
    for due in found.due_dates:
        when = f"due {due.day.isoformat()}" if due.day else "due date unknown"
        late = ", overdue" if due.overdue else ""
        label = f", {due.evidence}" if due.evidence else ""
        whose = f"{due.shown_body} {due.shown_number}"
        print(clean(f"  {whose}: {when}{late}{label} ({due.because[0].says})"))


def _signed(amount: object) -> str:
    """An amount with its sign; a question mark where it is not known."""
    text = "?" if isinstance(amount, Missing) else str(amount)
    return text if text.startswith(("-", "?")) or text == "0.00" else f"+{text}"


def _where(item: Item) -> str:
    """The rows of invoices, and the candidates: the first of many."""
    parts = [str(line.origin) for line in item.lines[:3] if line.origin]
    who = [*item.candidates[:3], *(["…"] if len(item.candidates) > 3 else [])]
    return f" [{'; '.join((', '.join(parts), ' '.join(who)))}]".replace("[; ", "[").replace("; ]", "]")
