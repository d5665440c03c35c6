"""What a document claims, recommends and promises, who holds it, who is to act and how strongly it is put.

The steps, each in a file of its own: `cues` reads the signs of a sentence, `features` puts them in context,
`classifier` weighs them, `attribution` tells own from reported, `modality` and `actors` describe what is asked of whom,
`figures` reads numbers; `finding` joins them.
"""

from policytext.statements.finding import find_statements

__all__ = ["find_statements"]
