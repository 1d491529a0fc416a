"""The annotated corpus: texts of our own, stand-off annotations of public ones, and the programs that keep them.

The product never imports this package while it extracts, stores or answers; ``diplograph evaluate`` does, and
training. README.md is the guideline.
"""
