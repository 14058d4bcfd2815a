"""Sound made from numbers: instruments, places, and the things people hear in a scene. No recordings, no licences."""
