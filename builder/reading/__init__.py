"""From the restored text to the notice and its tasks."""
