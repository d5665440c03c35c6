"""Claims, recommendations and citations in Dutch policy documents, each with its quotation and page."""

__version__ = "0.1.0"
