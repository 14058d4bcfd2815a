"""A farm of its own for benchmarks and for the storm: servers, processes, plans."""
