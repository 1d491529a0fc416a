"""From articles to Facts: sources, language model, linking, dates and event coding."""
