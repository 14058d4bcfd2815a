"""Payments: with no key of Stripe's the studio keeps local balances and says so."""

from studio.settings.environment import listed, text

STRIPE_SECRET_KEY = text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRETS = listed("STRIPE_WEBHOOK_SECRET")  # of every endpoint; of the old one, too, while it is replaced
STRIPE_API_URL = text("STRIPE_API_URL")  # another address than Stripe's own: a stand-in for tests and trials
