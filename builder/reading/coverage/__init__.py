"""Every word accounted for: an independent, broad look at a read notice, and a finding wherever a word that could
state a fact was not read."""
