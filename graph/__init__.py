"""Stores, RDF and Bloom: everything that keeps the graph or writes it out."""
