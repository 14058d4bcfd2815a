def draw_held(*a): pass
