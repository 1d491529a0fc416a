"""Event coding: from a parsed, linked document to events with roles, status, time and evidence.

``lexicon`` reads the tables, ``syntax`` walks the tree, ``triggers`` finds what may be an event,
``roles`` who takes part, ``status`` whether it happened and who says so, ``circumstances`` when, where,
about what and with how many victims; ``coder`` makes events of one document and merges those that are
the same, ``component`` writes Facts.
"""
