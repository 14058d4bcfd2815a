"""Characters: who they are to the eye, how they act, and how they are painted.

What the staging calls, in this order:

- `reading.read_appearance(name=, description=, seed=, era=)` once per character, then `reading.contrasted(looks)` over
  the whole cast by key: nobody is mistaken for anybody, what the script says is kept, who joins later changes nobody;
- `reading.look_of(appearance, action, name=)` once per scene: soaked, in a hospital gown, in a red dress;
- `renderers.painting.acting.read_acting(action, name=, parenthetical=, line=)` once per shot, a `Performance`;
- `figure.paint_figure(appearance=, performance=, placement=, stage=, light=, states=)`: a `Figure` with its sheet, its
  patches for the mouth (`Viseme`) and the lids (0, 50, 100) and its `Anchors`; `States.NONE` when nobody looks closely;
- per frame: `viseme.viseme_of(phoneme)`, then copy `figure.mouths[viseme]` and `figure.lids[percent]` into the sheet;
  `REST` and 0 are the sheet itself, so they can be copied back;
- `skeleton.heads_tall(appearance)` to place somebody by height: standing, that many adult heads from sole to crown;
- `renderers.painting.props.drawing.insert(name, stage, light)` for a close-up of a thing, `standing(...)` for a car or
  a chair; `renderers.painting.props.shown_prop(text)` names it.

From far to near a character is `puppetry.Body`: `skeleton` and `poses` (joints), `torso`, `limbs`, `hands`, `clothes`
(cuts as data), `dressing`, `outfit`; and a `head.Head`: `skull` (a solid), `face`, `expressions` (data), `hair`,
`hairfall`, `hairstyles` (data), `headwear`, `beard`, `wear`. `finish` puts the light of the place on it.
"""
