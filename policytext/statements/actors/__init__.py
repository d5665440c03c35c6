"""Who is to act: those whom the words of a statement oblige, or to whom its heading, list or letter is addressed.

`frames` asks the syntax of a sentence, `wording` its words where it has no parse, `addressees` the headings, lead lines
and the letterhead of the document; `finder` puts them in order.
"""

from policytext.statements.actors.finder import ActorFinder, Actors

__all__ = ["ActorFinder", "Actors"]
