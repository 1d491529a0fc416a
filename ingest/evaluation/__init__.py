"""How good the extraction is, measured against gold facts beside articles.

``gold`` reads gold files, ``match`` pairs gold events with extracted ones, ``score`` counts what agrees,
``report`` puts counts and findings into rows, ``command`` is ``diplograph evaluate``. Everything works on
:class:`ontology.facts.Facts`, whoever made them.
"""
