"""A talk as pictures: who is shown when, where in the frame, what is written over it, and how passages are joined."""
