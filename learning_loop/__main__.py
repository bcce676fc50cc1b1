"""`make review` shows what was not understood and writes it into a file; `make accept` moves what was accepted to data/nlu."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.settings import ROOT, VAR
from learning_loop import review
from learning_loop.accept import TrainingData
from learning_loop.accept import accept as accept_all
from learning_loop.clusters import Cluster, clustered
from learning_loop.collect import collect, tracker_store

FOLDER = VAR / "review"
WINDOW_DAYS = 30
EXAMPLES_SHOWN = 3
app = typer.Typer(add_completion=False, help=__doc__)
console = Console(highlight=False, soft_wrap=False)


@app.command("review")
def make_review() -> None:
    """Collect what was not understood or corrected since the last review, at most 30 days back, and write a review file."""
    review.forget_old(FOLDER)
    messages = collect(tracker_store(), time.time() - WINDOW_DAYS * review.DAY, review.reviewed_until(FOLDER))
    found = clustered(messages)
    if not found:
        waiting = ", ".join(path.name for path in review.files(FOLDER))
        console.print("Nothing new to review." + (f" Still undecided in var/review: {waiting}." if waiting else ""))
        return
    path = review.free_name(FOLDER, date.today())
    review.write(map(review.entry_of, found), path)
    review.note_reviewed(FOLDER, found)
    console.print(_table(found))
    console.print(f"Written: {path.relative_to(ROOT)}. Give each entry its intent or delete it, then: make accept")


@app.command("accept")
def accept() -> None:
    """Move what was given an intent in the review files to data/nlu."""
    try:
        done = accept_all(FOLDER, TrainingData())
    except ValueError as error:
        console.print(f"credwise: {escape(str(error))}")
        raise typer.Exit(1) from None
    for reason in done.refused:
        console.print(f"Not taken: {escape(reason)}")
    for place, count in done.moved.items():
        console.print(f"{count} {'sentence' if count == 1 else 'sentences'} moved to data/nlu/{place}.")
    console.print("Now run: make evaluate. It trains, and shows what has changed." if done.moved else "Nothing was accepted.")


def _table(clusters: Sequence[Cluster]) -> Table:
    table = Table("count", "messages", "why", "likeliest intents")
    for one in clusters:
        more = len(one.texts) - EXAMPLES_SHOWN
        texts = [*one.texts[:EXAMPLES_SHOWN], *([f"… and {more} more"] if more > 0 else [])]
        likeliest = "\n".join(f"{name} {share:.2f}" for name, share in one.likeliest.items())
        table.add_row(str(len(one.messages)), escape("\n".join(texts)), one.why, likeliest)
    return table


if __name__ == "__main__":
    app()
