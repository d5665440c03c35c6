"""From a raw document to a document: blocks in reading order, their roles, notes, metadata and the text itself.

The steps, each in a file of its own: drafting (`markup` for text and Markdown, `layout` for pages), roles
(`headings`, `letters`, `sections`, `comments`, `furniture`), `joining` of interrupted sentences, `normalise`, `notes`,
`metadata`.
"""

from policytext.structure.assembling import build_document

__all__ = ["build_document"]
