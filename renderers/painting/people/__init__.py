"""Characters: who they are to the eye, how they act, and how they are painted.

What the staging calls, in this order:

- `read_appearance(name=, description=, seed=, era=)` once per character, then `contrasted(cast)` over the whole cast;
- `look_of(appearance, scene_text)` once per scene: soaked, in a hospital gown, in a red dress;
- `renderers.painting.acting.read_acting(...)` once per shot and character, a `Performance`;
- `paint_figure(appearance=, performance=, placement=, stage=, light=, states=)`: a `Figure` with its sheet, its
  patches for the mouth (`Viseme`) and the lids (0, 50, 100) and its `Anchors`;
- per frame: `viseme_of(phoneme)`, then copy `figure.mouths[viseme]` and `figure.lids[percent]` into the sheet;
- `heads_tall(appearance)` to place somebody by height: a standing figure is that many heads from sole to crown.
"""
