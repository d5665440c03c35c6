"""W3C Web Annotations (JSON-LD): statements, citations and relations on the documents in which they stand.

Model: Web Annotation Data Model, W3C Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/.
"""
