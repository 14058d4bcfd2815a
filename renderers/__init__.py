"""How films are made: a spec is compiled into a plan of steps, engines make them, a store keeps them.

Everything here but `farm` runs without Django, a database or a tenant.
"""
