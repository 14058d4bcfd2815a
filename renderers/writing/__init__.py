"""Asking a language model for text: what is asked, how each vendor is told, and what came, whole or not."""
