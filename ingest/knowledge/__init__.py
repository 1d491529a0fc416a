"""The knowledge base that ships with Diplograph: who, what and where the names in the news may mean."""
