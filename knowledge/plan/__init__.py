"""A plan to take along: what to do, by when and on what evidence, as Markdown, as a page to print and as calendar entries.

``make.make_plan`` decides what is in it, ``documents.documents`` writes it out: the same plan gives the same bytes.
"""
