"""Title, issuer, dates, number and addressees."""
