"""An episode of our own and what it is made from: four voices on lighthouses, twelve minutes."""
