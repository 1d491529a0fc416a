"""Programs that build the language model; they need torch and are no part of the installed product's run time."""
