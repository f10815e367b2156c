"""What words are a body's name: offices, levels, groups, and the verbs that end a name."""
