"""The ontology: the one source of names, and the dataclasses that travel between the folders."""
