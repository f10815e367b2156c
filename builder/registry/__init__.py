"""What officers write about bodies, places and documents: loading, checks, model."""
