"""How the statements of a document stand to each other: reasons and objections, and what it is about to say.

Nothing here reads files or the store: records go in, `Relation`s and statements with their prominence come out.
"""

from policytext.relations.finding import find_relations
from policytext.relations.prominence import with_prominence

__all__ = ["find_relations", "with_prominence"]
