"""Likenesses: adapters trained on pictures of somebody."""
