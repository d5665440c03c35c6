"""Entry point of the command line: finds the commands, translates errors into one line and an exit code.

Each command lives in a file of its own that is imported when the command is called, and imports what is slow inside
its function, so that `policytext search` never pays for what only `policytext ingest` needs.
"""

import atexit
import gc
import gettext
import os
import sys
from importlib import import_module
from typing import Any, ClassVar

import click

from policytext import __version__
from policytext.errors import PolicytextError

INTERRUPTED = 130

# A question multiplies small matrices. More threads than one gain nothing there, and those of OpenBLAS, which wait by
# going round in circles, took a third of the time of a search. To be said before NumPy is imported.
if sys.argv[1:2] != ["ingest"]:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

#: Objects made from which circles among them are looked for, Python's own number being 700: a command imports and reads
#: some ten thousands that have none, and is over.
_MANY_OBJECTS = 100_000
# Nor does the end of the process have to look through all of them once more: with the above a tenth of a short command.
atexit.register(gc.freeze)

#: Command name to the module that holds it, and the line that `--help` shows, so that help imports no command.
COMMANDS: dict[str, tuple[str, str]] = {
    "ingest": ("policytext.cli.ingest", "Read documents and add them to the index."),
    "search": ("policytext.cli.search", "Find sentences by meaning and by words."),
    "evolve": ("policytext.cli.evolve", "Show how positions on a proposition evolved across documents."),
    "points": ("policytext.cli.points", "Show the points that documents make again and again on a topic."),
    "reuse": ("policytext.cli.reuse", "Find what comes back in other documents, credited or not."),
    "numbers": ("policytext.cli.numbers", "List figures by what they count, over documents, with conflicts."),
    "gaps": ("policytext.cli.gaps", "Show what a document or organisation leaves out."),
    "brief": ("policytext.cli.brief", "Write a brief on a topic, every sentence with its place."),
    "follow": ("policytext.cli.follow", "Show what became of recommendations and promises."),
    "watch": ("policytext.cli.watch", "Keep questions, and tell what is new on them after an ingest."),
    "statements": ("policytext.cli.statements", "List claims, recommendations and commitments."),
    "citations": ("policytext.cli.citations", "List what the documents cite, with the sentence that rests on it."),
    "trace": ("policytext.cli.trace", "Trace a claim to its source, and to who said it before."),
    "check-cites": ("policytext.cli.check_cites", "Check whether cited documents say what is said of them."),
    "works": ("policytext.cli.works", "List the works that are cited, and who cites them where."),
    "documents": ("policytext.cli.documents", "List the documents of the index."),
    "show": ("policytext.cli.show", "Show a document, a page or a sentence with its context."),
    "inspect": ("policytext.cli.inspect", "Show how a file is read, page by page, without ingesting it."),
    "explain": ("policytext.cli.explain", "Tell why a sentence was taken for what it is."),
    "correct": ("policytext.cli.correct", "Say what a statement really is; it stays so after every ingest."),
    "code": ("policytext.cli.code", "Decide on statements with a team, and see how far it agrees."),
    "export": ("policytext.cli.export", "Write all records of a kind as JSON Lines or CSV."),
    "import": ("policytext.cli.import_", "Read back what was corrected in other tools."),
    "highlight": ("policytext.cli.highlight", "Write a copy of a PDF with what was found marked on its pages."),
    "verify": ("policytext.cli.verify", "Check a brief, a page or an export against its sources."),
    "evaluate": ("policytext.cli.evaluate", "Score against annotations that people made."),
    "index": ("policytext.cli.index", "Look at the index, check it, mend it, back it up."),
    "completion": ("policytext.cli.completion", "Print the script that completes commands in your shell."),
}


def report(error: PolicytextError) -> None:
    """Print to stderr what is wrong, then what to do about it."""
    from policytext.cli.output import safe

    click.echo(f"Error: {safe(error.message)}", err=True)
    if error.hint:
        click.echo(f"Hint: {safe(error.hint)}", err=True)


def explain(error: Exception, ctx: click.Context) -> PolicytextError | None:
    """What a user can mend behind an error that no command expected: a disk, or an index that is damaged.

    None where it is a fault of the program: the index is what was written to it.
    """
    import errno

    from policytext.cli.options import INDEX
    from policytext.errors import IndexStateError, IntegrityError

    if isinstance(error, OSError):
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EIO):
            return None
        hint = "check the disk and the rights on it, and run the command again; what was finished is kept"
        return IndexStateError(f"{error.filename or 'writing'}: {error.strerror}", hint)
    folder = ctx.meta.get(INDEX)
    if folder is None:
        return None
    from policytext.store.checking import damage

    found = damage(folder)
    if found is None:
        return None
    return IntegrityError(f"the index in {folder} is damaged: {found}", "see all of it with: policytext index check")


class CommandGroup(click.Group):
    """A group whose commands are imported when they are called."""

    commands_table: ClassVar[dict[str, tuple[str, str]]] = COMMANDS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, in the order in which a new user needs them."""
        return list(self.commands_table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        if cmd_name not in self.commands_table:
            return None
        command = import_module(self.commands_table[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, line) for name, (_, line) in self.commands_table.items()])

    def invoke(self, ctx: click.Context) -> Any:  # Any: whatever the command returns, as Click types it
        """Run the command; errors that a user can mend become one line, an interrupt exit code 130."""
        before = gc.get_threshold()
        gc.set_threshold(_MANY_OBJECTS)
        try:
            return super().invoke(ctx)
        except PolicytextError as error:
            report(error)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted; what was finished is kept.", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            explained = explain(error, ctx)
            if explained is None:
                raise
            report(explained)
            ctx.exit(explained.exit_code)
        finally:
            gc.set_threshold(*before)  # who calls commands within a longer process keeps open files in circles else


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 2 wrong usage, 3 input, 4 index, 5 not found, 6 some documents failed, "
    "7 model missing, 8 damaged index or a failed verify, 130 interrupted.",
)
@click.version_option(__version__, prog_name="policytext")
@click.option("-v", "--verbose", count=True, help="Log what happens to stderr (twice for more).")
def main(verbose: int) -> None:
    """Claims, recommendations and citations in Dutch policy documents, each with its quotation and page.

    \b
    policytext ingest corpus/
    policytext evolve "Wijkteams moeten de toegang tot de jeugdhulp vormen"
    """
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO if verbose == 1 else logging.DEBUG, format="%(levelname)s %(message)s")
