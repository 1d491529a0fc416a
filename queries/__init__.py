"""Questions over the graph: named queries, English questions, answers with evidence."""
