"""PostgreSQL and Valkey from wheels, and one supervisor that starts the whole studio on one machine.

Nothing here runs where DATABASE_URL and REDIS_URL are set. Standard library only: it starts before Django does.
"""
