"""What the verbs, adverbs and manners of scripts look like. Data only.

A verb row is "verb/irregular form ... particle|...": every verb is found in all its forms, a particle up to three words
later. `with_` is what else the clause must name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from renderers.painting.performance import Arms, Expression, Gaze, Pose

THING = "*"
"""A prop of the clause, whichever it is."""


@dataclass(frozen=True)
class Effect:
    """What a word changes; None leaves it. `prop` may be `THING`; `received` is what whoever it is done to does."""

    pose: Pose | None = None
    arms: Arms | None = None
    expression: Expression | None = None
    gaze: Gaze | None = None
    prop: str | None = None
    intensity: int | None = None
    received: Effect | None = None


def do(arms: Arms, prop: str | None = None, **more: object) -> Effect:
    """Arms that do something, perhaps with a thing."""
    return Effect(arms=arms, prop=prop, **more)  # type: ignore[arg-type]


def feel(expression: Expression, intensity: int | None = None, **more: object) -> Effect:
    """A face, and how strong it is."""
    return Effect(expression=expression, intensity=intensity, **more)  # type: ignore[arg-type]


_HURT = Effect(expression=Expression.PAIN, intensity=80)
HELD = Effect(arms=Arms.HUG, expression=Expression.LOVING)


@dataclass(frozen=True)
class Verb:
    """A row of verbs, what the clause must also name, and the effect."""

    verbs: str
    effect: Effect
    with_: str = ""


VERBS: Sequence[Verb] = (
    # the whole body
    Verb(
        (
            "walk|stroll|stride/strode|pace|wander|march|step|approach|cross to|cross the|cross over|"
            "enter|exit|leave|come/came in|come/came down|come/came up|go/went|follow|move|head to|"
            "head for|head toward|head towards|head out|shuffle|limp|stagger|stumble|creep/crept|sneak|"
            "tiptoe|trudge|amble|saunter|patrol|climb out"
        ),
        Effect(pose=Pose.WALK),
    ),
    Verb(
        ("run/ran|sprint|race|dash|bolt|flee/fled|rush|jog|charge|hurry|chase|burst in|tear/tore off"),
        Effect(pose=Pose.RUN),
    ),
    Verb("sit/sat|perch|settle|slump into|sink/sank into", Effect(pose=Pose.SIT)),
    Verb("be seated|take/took a seat|be sitting", Effect(pose=Pose.SIT)),
    Verb("stand/stood|rise/rose|get/got up|stop|halt|freeze/froze|wait|turn around", Effect(pose=Pose.STAND)),
    Verb("lie/lay|sprawl|recline|stretch out", Effect(pose=Pose.LIE)),
    Verb("sleep/slept|doze|nap|snore|slumber", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    Verb(
        "fall/fell asleep|drift off|nod off|pass out|faint|lose/lost consciousness|black out",
        Effect(expression=Expression.ASLEEP),
    ),
    Verb("wake/woke|awaken|open/opened eyes", Effect(expression=Expression.TIRED)),
    Verb(
        ("fall/fell|trip|tumble|collapse|topple|drop to the floor|drop to the ground|slip|crash down"),
        Effect(pose=Pose.FALL),
    ),
    Verb("die|drop dead", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    Verb("lean|slouch|prop against", Effect(pose=Pose.LEAN)),
    Verb("kneel/knelt|drop to knees|fall/fell to knees|propose|genuflect", Effect(pose=Pose.KNEEL)),
    Verb("crouch|squat|duck|hide/hid|cower|huddle|stoop|bend/bent down", Effect(pose=Pose.CROUCH)),
    Verb("jump|leap/leapt|hop|dive|vault|bounce", Effect(pose=Pose.JUMP)),
    Verb("dance|waltz|sway|twirl|spin/spun", Effect(pose=Pose.DANCE, received=Effect(pose=Pose.DANCE))),
    Verb(
        "fight/fought|wrestle|struggle|spar|brawl|grapple",
        Effect(pose=Pose.FIGHT, expression=Expression.ANGRY, received=Effect(pose=Pose.FIGHT)),
    ),
    Verb("climb|scale|clamber", Effect(pose=Pose.CLIMB)),
    Verb("bow", Effect(pose=Pose.BOW, gaze=Gaze.DOWN)),
    Verb(
        "drive/drove|steer|park",
        Effect(pose=Pose.DRIVE, arms=Arms.STEER),
    ),
    Verb("ride/rode|cycle|pedal|gallop", Effect(pose=Pose.RIDE)),
    # with things
    Verb(
        ("answer|pick up|grab|snatch|lift|dial|hang up|speak/spoke into|talk into|listen to|hold/held|talk on|be on"),
        do(Arms.PHONE, "phone"),
        with_="phone|telephone|receiver|cell|mobile|handset|call",
    ),
    Verb(
        "call|phone|telephone",
        do(Arms.PHONE, "phone"),
        with_="police|home|911|ambulance|mother|number|him back|her back",
    ),
    Verb("text|scroll|type", do(Arms.READ, "phone", gaze=Gaze.PROP), with_="phone|text|message|screen"),
    Verb(
        "check|look at|stare at|glance at|read",
        do(Arms.READ, "phone", gaze=Gaze.PROP),
        with_="phone|text message|mobile",
    ),
    Verb(
        "aim|point|level|train|raise|draw/drew|pull out|pull|cock|fire|shoot/shot",
        do(
            Arms.AIM,
            THING,
            expression=Expression.DETERMINED,
            received=Effect(arms=Arms.HANDS_UP, expression=Expression.AFRAID),
        ),
        with_="gun|pistol|revolver|rifle|shotgun|weapon|handgun|blaster|firearm|sidearm|crossbow",
    ),
    Verb(
        "shoot/shot|fire at|open fire|gun down", do(Arms.AIM, "gun", expression=Expression.DETERMINED, received=_HURT)
    ),
    Verb(
        "stab|slash|lunge|brandish|swing/swung|raise|cut|chop|draw/drew|unsheathe",
        do(Arms.SWING, THING, expression=Expression.ANGRY, received=_HURT),
        with_="knife|sword|axe|dagger|blade|katana|sabre|hammer|hatchet|bat|stick|rapier|crowbar",
    ),
    Verb(
        "read|study|scan|peruse|unfold|leaf through|flip through|examine",
        do(Arms.READ, THING, gaze=Gaze.PROP),
        with_=(
            "letter|note|book|paper|papers|newspaper|map|page|pages|diary|document|file|folder|report|"
            "telegram|script|contract|magazine|photo|photograph|chart|journal|manuscript|ticket|card|"
            "postcard"
        ),
    ),
    Verb("read|study", do(Arms.READ, "book", gaze=Gaze.PROP)),
    Verb("write/wrote|scribble|sign|scrawl|draw|sketch|jot", do(Arms.WRITE, "pen", gaze=Gaze.PROP)),
    Verb("type|code|hack", do(Arms.TYPE, "", gaze=Gaze.PROP)),
    Verb(
        "drink/drank|sip|gulp|swig|down|toast|raise|swallow|drain|nurse",
        do(Arms.DRINK, THING),
        with_=(
            "glass|drink|whisky|whiskey|wine|beer|champagne|bottle|cup|coffee|tea|mug|water|flask|"
            "cocktail|martini|cocoa|milk|pint"
        ),
    ),
    Verb("drink/drank|sip|gulp", do(Arms.DRINK, "glass")),
    Verb("pour", do(Arms.HOLD, "bottle", gaze=Gaze.PROP)),
    Verb(
        "smoke|take a drag|puff|light/lit|exhale smoke|inhale",
        do(Arms.SMOKE, "cigarette"),
        with_="cigarette|cigar|joint|pipe|smoke|drag|smoking|puff",
    ),
    Verb("smoke|light up", do(Arms.SMOKE, "cigarette")),
    Verb("eat/ate|chew|bite/bit|munch|nibble|devour|taste|chomp", do(Arms.EAT, "apple")),
    Verb(
        "open|close|shut|unlock|lock|slam|knock|try/tried|push open",
        do(Arms.DOOR),
        with_="door|gate|window|drawer|fridge|cupboard|hatch|handle|knob|closet|cabinet|safe",
    ),
    Verb("knock", do(Arms.DOOR)),
    Verb("play|strum|pluck|tune", do(Arms.PLAY, THING), with_="guitar|violin|banjo|ukulele|lute|bass|fiddle|cello"),
    Verb("play", do(Arms.TYPE, ""), with_="piano|keyboard|organ"),
    Verb("sing/sang", do(Arms.GESTURE, None, expression=Expression.HAPPY)),
    Verb("carry|haul|lug|heave", do(Arms.CARRY, THING)),
    Verb(
        ("show|present|reveal|hold/held up|hold/held out|offer|hand|give/gave|pass|produce|slide/slid|flash"),
        do(Arms.SHOW, THING, received=Effect(arms=Arms.REACH)),
    ),
    Verb(
        (
            "hold/held|clutch|grip|grasp|clasp|cradle|wield|pick up|grab|take/took|snatch|pull out|"
            "draw/drew|lift|raise|bring/brought out|fetch|pocket|toss|twirl|wave|catch/caught|"
            "find/found"
        ),
        do(Arms.HOLD, THING),
        with_=THING,
    ),
    Verb("photograph|take/took a picture|take/took a photo|snap a picture|film", do(Arms.READ, "camera")),
    Verb("reach|extend|stretch/stretched out|grope", do(Arms.REACH)),
    Verb("point|gesture at|gesture to|indicate", do(Arms.POINT)),
    Verb("throw/threw|hurl|fling/flung", do(Arms.SWING, THING)),
    Verb("type|tap|press", do(Arms.TYPE, ""), with_="keyboard|laptop|computer|keys|button|console|controls"),
    Verb("cook|stir|chop|fry|mix", do(Arms.TABLE, "", gaze=Gaze.DOWN)),
    Verb("dig/dug|sweep/swept|mop|rake|shovel|row|paddle", do(Arms.CARRY, "broom", gaze=Gaze.DOWN)),
    # gestures
    Verb(
        "hug|embrace|cuddle|hold/held tight|hold/held close",
        Effect(arms=Arms.HUG, expression=Expression.LOVING, received=HELD),
    ),
    Verb("kiss", Effect(arms=Arms.HUG, expression=Expression.LOVING, received=HELD)),
    Verb("shake/shook", do(Arms.SHAKE, received=Effect(arms=Arms.SHAKE)), with_="hand|hands"),
    Verb("shake/shook", Effect(expression=Expression.WORRIED), with_="head"),
    Verb("nod", Effect(expression=Expression.THOUGHTFUL)),
    Verb("shrug", do(Arms.SHRUG)),
    Verb("wave|beckon|hail|flag down", do(Arms.WAVE)),
    Verb("gesture|gesticulate|explain|motion", do(Arms.GESTURE)),
    Verb("cross|fold", do(Arms.CROSSED), with_="arms"),
    Verb("put|place|plant", do(Arms.HIPS), with_="hips"),
    Verb("put|shove|stuff|thrust", do(Arms.POCKETS), with_="pocket|pockets"),
    Verb("surrender|put up|raise|throw/threw up", do(Arms.HANDS_UP), with_="hands|arms|surrender|surrenders"),
    Verb("bury|cover|put", do(Arms.FACE_IN_HANDS, expression=Expression.SAD, gaze=Gaze.DOWN), with_="face|head in"),
    Verb("rub|stroke|scratch|rest", do(Arms.CHIN, expression=Expression.THOUGHTFUL), with_="chin|beard|jaw"),
    Verb("ponder|think/thought|consider|contemplate|muse|mull", do(Arms.CHIN, expression=Expression.THOUGHTFUL)),
    Verb(
        "clutch|hold/held|grab|tear/tore at", do(Arms.HEAD, expression=Expression.PAIN), with_="head|hair|ears|temples"
    ),
    Verb(
        "clutch|press|grab|hold/held|lay/laid",
        do(Arms.CHEST, expression=Expression.PAIN),
        with_="chest|heart|stomach|side|wound",
    ),
    Verb("salute", do(Arms.SALUTE)),
    Verb("pray|beg|plead|implore", do(Arms.PRAY, expression=Expression.WORRIED)),
    Verb("clap|applaud", do(Arms.CLAP, expression=Expression.HAPPY)),
    Verb("cheer|celebrate|punch the air", do(Arms.HANDS_UP, expression=Expression.HAPPY, intensity=85)),
    Verb(
        "punch|hit|slap|strike/struck|kick|beat|smack|elbow",
        do(Arms.PUNCH, expression=Expression.ANGRY, received=_HURT),
    ),
    Verb("push|shove", do(Arms.REACH, expression=Expression.ANGRY, received=Effect(expression=Expression.SURPRISED))),
    Verb("slam|pound|bang", do(Arms.TABLE, expression=Expression.ANGRY), with_="table|desk|fist"),
    # the face
    Verb("smile|grin|beam|giggle|chuckle|wink", feel(Expression.HAPPY)),
    Verb("laugh|crack up|burst into laughter|howl with laughter|roar with laughter", feel(Expression.LAUGHING, 75)),
    Verb(
        "cry|weep/wept|sob|burst into tears|bawl|break/broke down|well up|tear up|choke up",
        feel(Expression.CRYING, 75),
    ),
    Verb("sigh|mourn|grieve|sniff|sniffle", feel(Expression.SAD)),
    Verb("scream|shriek|yell|shout|holler|roar|bellow|howl|bark at|explode at", feel(Expression.SHOUTING, 90)),
    Verb("glare|scowl|fume|snarl|seethe|growl|frown at|snap at|rage|bristle", feel(Expression.ANGRY, 70)),
    Verb("frown|hesitate|fidget|bite/bit lip|wring hands|fret|worry", feel(Expression.WORRIED)),
    Verb("tremble|flinch|recoil|cringe|quake|panic|shiver|shudder|back away|gulp", feel(Expression.AFRAID, 70)),
    Verb("gasp|gape|startle|blink|jolt|jump back|do a double take", feel(Expression.SURPRISED, 70)),
    Verb("grimace|wince|moan|writhe|groan|double over|bleed/bled", feel(Expression.PAIN, 75)),
    Verb("gag|retch|vomit|throw/threw up|sneer|wrinkle nose", feel(Expression.DISGUSTED, 70)),
    Verb("yawn|rub eyes|blink awake", feel(Expression.TIRED)),
    Verb("smirk|roll/rolled eyes|raise an eyebrow|scoff", feel(Expression.SARCASTIC)),
    Verb("whisper|murmur|mutter|mouth|breathe", feel(Expression.WHISPERING, 30)),
    Verb("wonder|reflect|remember|recall|squint", feel(Expression.THOUGHTFUL)),
    Verb("grit teeth|brace|steel|clench|set jaw", feel(Expression.DETERMINED)),
    # the eyes
    Verb(
        (
            "look down|stare down|bow head|hang/hung head|lower eyes|lower gaze|stare at the floor|"
            "look at the floor|look at the ground"
        ),
        Effect(gaze=Gaze.DOWN),
    ),
    Verb(
        (
            "look up|gaze up|stare up|look at the sky|watch the stars|look at the stars|"
            "look at the ceiling|stare at the ceiling"
        ),
        Effect(gaze=Gaze.UP),
    ),
    Verb(
        (
            "look away|avert|glance away|look out|stare out|gaze out|look aside|look off|"
            "stare into the distance|look over shoulder|glance around|look around|turn away"
        ),
        Effect(gaze=Gaze.ASIDE),
    ),
    Verb(
        ("look into the camera|look at us|stare into the lens|address the camera|look to camera|face the camera"),
        Effect(gaze=Gaze.LENS),
    ),
    Verb("look into|inspect|examine|stare at|peer at|study", Effect(gaze=Gaze.PROP, prop=THING), with_=THING),
)
