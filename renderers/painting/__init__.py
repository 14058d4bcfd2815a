"""The draft painter: pure drawing code; places, light and film look as layered sheets."""
