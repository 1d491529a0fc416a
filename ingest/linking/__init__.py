"""Phrases that stand for entities: found, read, linked to the knowledge base, resolved within the article."""
