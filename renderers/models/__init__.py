"""The model store: weights on this machine, by manifest and checksum; engines find theirs here and nowhere else."""
