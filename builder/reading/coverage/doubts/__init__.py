"""Facts that were read and are doubtful: each is a finding with what speaks against it."""
