"""The foundation (core, accounts) and the roof (settings, urls, wiring, live); nobody in between looks up."""
