"""Organisations, offices and groups named in running text, each under one canonical form.

Words come from the lexicon (`organisations.tsv`, `offices_and_groups.tsv`, `group_heads.tsv`), names that no list has
from their shape, short names from the text that introduces them.
"""

from policytext.statements.mentions.finding import find_mentions, introduced_names
from policytext.statements.mentions.introduced import IntroducedNames

__all__ = ["IntroducedNames", "find_mentions", "introduced_names"]
