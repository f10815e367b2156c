"""All notices resolved against the registry and against each other."""
