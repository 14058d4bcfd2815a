"""What the verbs, adverbs and manners of scripts look like. Data only.

A verb row is "verb/irregular form ... particle|...": every verb is found in all its forms, a particle up to three words
later. `with_` is what else the clause must name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def _do(arms: Arms, prop: str | None = None, **more: object) -> Effect:
    return Effect(arms=arms, prop=prop, **more)  # type: ignore[arg-type]


def _feel(expression: Expression, intensity: int | None = None, **more: object) -> Effect:
    return Effect(expression=expression, intensity=intensity, **more)  # type: ignore[arg-type]


_HURT = Effect(expression=Expression.PAIN, intensity=80)
_HELD = Effect(arms=Arms.HUG, expression=Expression.LOVING)


@dataclass(frozen=True)
class Verb:
    """A row of verbs, what the clause must also name, and the effect."""

    verbs: str
    effect: Effect
    with_: str = ""


VERBS: Sequence[Verb] = (
    # the whole body
    Verb("walk|stroll|stride/strode|pace|wander|march|step|approach|cross to|cross the|cross over|enter|exit|leave|come/came in|come/came down|come/came up|go/went|follow|move|head to|head for|head toward|head towards|head out|shuffle|limp|stagger|stumble|creep/crept|sneak|tiptoe|trudge|amble|saunter|patrol|climb out", Effect(pose=Pose.WALK)),
    Verb("run/ran|sprint|race|dash|bolt|flee/fled|rush|jog|charge|hurry|chase|burst in|tear/tore off", Effect(pose=Pose.RUN)),
    Verb("sit/sat|perch|settle|slump into|sink/sank into", Effect(pose=Pose.SIT)),
    Verb("be seated|take/took a seat|be sitting", Effect(pose=Pose.SIT)),
    Verb("stand/stood|rise/rose|get/got up|stop|halt|freeze/froze|wait|turn around", Effect(pose=Pose.STAND)),
    Verb("lie/lay|sprawl|recline|stretch out", Effect(pose=Pose.LIE)),
    Verb("sleep/slept|doze|nap|snore|slumber", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    Verb("fall/fell asleep|drift off|nod off|pass out|faint|lose/lost consciousness|black out", Effect(expression=Expression.ASLEEP)),
    Verb("wake/woke|awaken|open/opened eyes", Effect(expression=Expression.TIRED)),
    Verb("fall/fell|trip|tumble|collapse|topple|drop to the floor|drop to the ground|slip|crash down", Effect(pose=Pose.FALL)),
    Verb("die|drop dead", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    Verb("lean|slouch|prop against", Effect(pose=Pose.LEAN)),
    Verb("kneel/knelt|drop to knees|fall/fell to knees|propose|genuflect", Effect(pose=Pose.KNEEL)),
    Verb("crouch|squat|duck|hide/hid|cower|huddle|stoop|bend/bent down", Effect(pose=Pose.CROUCH)),
    Verb("jump|leap/leapt|hop|dive|vault|bounce", Effect(pose=Pose.JUMP)),
    Verb("dance|waltz|sway|twirl|spin/spun", Effect(pose=Pose.DANCE, received=Effect(pose=Pose.DANCE))),
    Verb("fight/fought|wrestle|struggle|spar|brawl|grapple", Effect(pose=Pose.FIGHT, expression=Expression.ANGRY, received=Effect(pose=Pose.FIGHT))),
    Verb("climb|scale|clamber", Effect(pose=Pose.CLIMB)),
    Verb("bow", Effect(pose=Pose.BOW, gaze=Gaze.DOWN)),
    Verb("drive/drove|steer|park", Effect(pose=Pose.DRIVE, arms=Arms.STEER), ),
    Verb("ride/rode|cycle|pedal|gallop", Effect(pose=Pose.RIDE)),
    # with things
    Verb("answer|pick up|grab|snatch|lift|dial|hang up|speak/spoke into|talk into|listen to|hold/held|talk on|be on", _do(Arms.PHONE, "phone"), with_="phone|telephone|receiver|cell|mobile|handset|call"),
    Verb("call|phone|telephone", _do(Arms.PHONE, "phone"), with_="police|home|911|ambulance|mother|number|him back|her back"),
    Verb("text|scroll|type", _do(Arms.READ, "phone", gaze=Gaze.PROP), with_="phone|text|message|screen"),
    Verb("check|look at|stare at|glance at|read", _do(Arms.READ, "phone", gaze=Gaze.PROP), with_="phone|text message|mobile"),
    Verb("aim|point|level|train|raise|draw/drew|pull out|pull|cock|fire|shoot/shot", _do(Arms.AIM, THING, expression=Expression.DETERMINED, received=Effect(arms=Arms.HANDS_UP, expression=Expression.AFRAID)), with_="gun|pistol|revolver|rifle|shotgun|weapon|handgun|blaster|firearm|sidearm|crossbow"),
    Verb("shoot/shot|fire at|open fire|gun down", _do(Arms.AIM, "gun", expression=Expression.DETERMINED, received=_HURT)),
    Verb("stab|slash|lunge|brandish|swing/swung|raise|cut|chop|draw/drew|unsheathe", _do(Arms.SWING, THING, expression=Expression.ANGRY, received=_HURT), with_="knife|sword|axe|dagger|blade|katana|sabre|hammer|hatchet|bat|stick|rapier|crowbar"),
    Verb("read|study|scan|peruse|unfold|leaf through|flip through|examine", _do(Arms.READ, THING, gaze=Gaze.PROP), with_="letter|note|book|paper|papers|newspaper|map|page|pages|diary|document|file|folder|report|telegram|script|contract|magazine|photo|photograph|chart|journal|manuscript|ticket|card|postcard"),
    Verb("read|study", _do(Arms.READ, "book", gaze=Gaze.PROP)),
    Verb("write/wrote|scribble|sign|scrawl|draw|sketch|jot", _do(Arms.WRITE, "pen", gaze=Gaze.PROP)),
    Verb("type|code|hack", _do(Arms.TYPE, "", gaze=Gaze.PROP)),
    Verb("drink/drank|sip|gulp|swig|down|toast|raise|swallow|drain|nurse", _do(Arms.DRINK, THING), with_="glass|drink|whisky|whiskey|wine|beer|champagne|bottle|cup|coffee|tea|mug|water|flask|cocktail|martini|cocoa|milk|pint"),
    Verb("drink/drank|sip|gulp", _do(Arms.DRINK, "glass")),
    Verb("pour", _do(Arms.HOLD, "bottle", gaze=Gaze.PROP)),
    Verb("smoke|take a drag|puff|light/lit|exhale smoke|inhale", _do(Arms.SMOKE, "cigarette"), with_="cigarette|cigar|joint|pipe|smoke|drag|smoking|puff"),
    Verb("smoke|light up", _do(Arms.SMOKE, "cigarette")),
    Verb("eat/ate|chew|bite/bit|munch|nibble|devour|taste|chomp", _do(Arms.EAT, "apple")),
    Verb("open|close|shut|unlock|lock|slam|knock|try/tried|push open", _do(Arms.DOOR), with_="door|gate|window|drawer|fridge|cupboard|hatch|handle|knob|closet|cabinet|safe"),
    Verb("knock", _do(Arms.DOOR)),
    Verb("play|strum|pluck|tune", _do(Arms.PLAY, THING), with_="guitar|violin|banjo|ukulele|lute|bass|fiddle|cello"),
    Verb("play", _do(Arms.TYPE, ""), with_="piano|keyboard|organ"),
    Verb("sing/sang", _do(Arms.GESTURE, None, expression=Expression.HAPPY)),
    Verb("carry|haul|lug|heave", _do(Arms.CARRY, THING)),
    Verb("show|present|reveal|hold/held up|hold/held out|offer|hand|give/gave|pass|produce|slide/slid|flash", _do(Arms.SHOW, THING, received=Effect(arms=Arms.REACH))),
    Verb("hold/held|clutch|grip|grasp|clasp|cradle|wield|pick up|grab|take/took|snatch|pull out|draw/drew|lift|raise|bring/brought out|fetch|pocket|toss|twirl|wave|catch/caught|find/found", _do(Arms.HOLD, THING), with_=THING),
    Verb("photograph|take/took a picture|take/took a photo|snap a picture|film", _do(Arms.READ, "camera")),
    Verb("reach|extend|stretch/stretched out|grope", _do(Arms.REACH)),
    Verb("point|gesture at|gesture to|indicate", _do(Arms.POINT)),
    Verb("throw/threw|hurl|fling/flung", _do(Arms.SWING, THING)),
    Verb("type|tap|press", _do(Arms.TYPE, ""), with_="keyboard|laptop|computer|keys|button|console|controls"),
    Verb("cook|stir|chop|fry|mix", _do(Arms.TABLE, "", gaze=Gaze.DOWN)),
    Verb("dig/dug|sweep/swept|mop|rake|shovel|row|paddle", _do(Arms.CARRY, "broom", gaze=Gaze.DOWN)),
    # gestures
    Verb("hug|embrace|cuddle|hold/held tight|hold/held close", Effect(arms=Arms.HUG, expression=Expression.LOVING, received=_HELD)),
    Verb("kiss", Effect(arms=Arms.HUG, expression=Expression.LOVING, received=Effect(expression=Expression.LOVING))),
    Verb("shake/shook", _do(Arms.SHAKE, received=Effect(arms=Arms.SHAKE)), with_="hand|hands"),
    Verb("shake/shook", Effect(expression=Expression.WORRIED), with_="head"),
    Verb("nod", Effect(expression=Expression.THOUGHTFUL)),
    Verb("shrug", _do(Arms.SHRUG)),
    Verb("wave|beckon|hail|flag down", _do(Arms.WAVE)),
    Verb("gesture|gesticulate|explain|motion", _do(Arms.GESTURE)),
    Verb("cross|fold", _do(Arms.CROSSED), with_="arms"),
    Verb("put|place|plant", _do(Arms.HIPS), with_="hips"),
    Verb("put|shove|stuff|thrust", _do(Arms.POCKETS), with_="pocket|pockets"),
    Verb("surrender|put up|raise|throw/threw up", _do(Arms.HANDS_UP), with_="hands|arms|surrender|surrenders"),
    Verb("bury|cover|put", _do(Arms.FACE_IN_HANDS, expression=Expression.SAD, gaze=Gaze.DOWN), with_="face|head in"),
    Verb("rub|stroke|scratch|rest", _do(Arms.CHIN, expression=Expression.THOUGHTFUL), with_="chin|beard|jaw"),
    Verb("ponder|think/thought|consider|contemplate|muse|mull", _do(Arms.CHIN, expression=Expression.THOUGHTFUL)),
    Verb("clutch|hold/held|grab|tear/tore at", _do(Arms.HEAD, expression=Expression.PAIN), with_="head|hair|ears|temples"),
    Verb("clutch|press|grab|hold/held|lay/laid", _do(Arms.CHEST, expression=Expression.PAIN), with_="chest|heart|stomach|side|wound"),
    Verb("salute", _do(Arms.SALUTE)),
    Verb("pray|beg|plead|implore", _do(Arms.PRAY, expression=Expression.WORRIED)),
    Verb("clap|applaud", _do(Arms.CLAP, expression=Expression.HAPPY)),
    Verb("cheer|celebrate|punch the air", _do(Arms.HANDS_UP, expression=Expression.HAPPY, intensity=85)),
    Verb("punch|hit|slap|strike/struck|kick|beat|smack|elbow", _do(Arms.PUNCH, expression=Expression.ANGRY, received=_HURT)),
    Verb("push|shove", _do(Arms.REACH, expression=Expression.ANGRY, received=Effect(expression=Expression.SURPRISED))),
    Verb("slam|pound|bang", _do(Arms.TABLE, expression=Expression.ANGRY), with_="table|desk|fist"),
    # the face
    Verb("smile|grin|beam|giggle|chuckle|wink", _feel(Expression.HAPPY)),
    Verb("laugh|crack up|burst into laughter|howl with laughter|roar with laughter", _feel(Expression.LAUGHING, 75)),
    Verb("cry|weep/wept|sob|burst into tears|bawl|break/broke down|well up|tear up|choke up", _feel(Expression.CRYING, 75)),
    Verb("sigh|mourn|grieve|sniff|sniffle", _feel(Expression.SAD)),
    Verb("scream|shriek|yell|shout|holler|roar|bellow|howl|bark at|explode at", _feel(Expression.SHOUTING, 90)),
    Verb("glare|scowl|fume|snarl|seethe|growl|frown at|snap at|rage|bristle", _feel(Expression.ANGRY, 70)),
    Verb("frown|hesitate|fidget|bite/bit lip|wring hands|fret|worry", _feel(Expression.WORRIED)),
    Verb("tremble|flinch|recoil|cringe|quake|panic|shiver|shudder|back away|gulp", _feel(Expression.AFRAID, 70)),
    Verb("gasp|gape|startle|blink|jolt|jump back|do a double take", _feel(Expression.SURPRISED, 70)),
    Verb("grimace|wince|moan|writhe|groan|double over|bleed/bled", _feel(Expression.PAIN, 75)),
    Verb("gag|retch|vomit|throw/threw up|sneer|wrinkle nose", _feel(Expression.DISGUSTED, 70)),
    Verb("yawn|rub eyes|blink awake", _feel(Expression.TIRED)),
    Verb("smirk|roll/rolled eyes|raise an eyebrow|scoff", _feel(Expression.SARCASTIC)),
    Verb("whisper|murmur|mutter|mouth|breathe", _feel(Expression.WHISPERING, 30)),
    Verb("wonder|reflect|remember|recall|squint", _feel(Expression.THOUGHTFUL)),
    Verb("grit teeth|brace|steel|clench|set jaw", _feel(Expression.DETERMINED)),
    # the eyes
    Verb("look down|stare down|bow head|hang/hung head|lower eyes|lower gaze|stare at the floor|look at the floor|look at the ground", Effect(gaze=Gaze.DOWN)),
    Verb("look up|gaze up|stare up|look at the sky|watch the stars|look at the stars|look at the ceiling|stare at the ceiling", Effect(gaze=Gaze.UP)),
    Verb("look away|avert|glance away|look out|stare out|gaze out|look aside|look off|stare into the distance|look over shoulder|glance around|look around|turn away", Effect(gaze=Gaze.ASIDE)),
    Verb("look into the camera|look at us|stare into the lens|address the camera|look to camera|face the camera", Effect(gaze=Gaze.LENS)),
    Verb("look into|inspect|examine|stare at|peer at|study", Effect(gaze=Gaze.PROP, prop=THING), with_=THING),
)  # fmt: skip

PASSIVE: Sequence[tuple[str, Effect]] = (
    ("shot|hit|stabbed|punched|slapped|wounded|struck|bitten|kicked|beaten", Effect(expression=Expression.PAIN, intensity=85)),
    ("hugged|embraced", _HELD),
    ("knocked down|thrown|pushed over|flung", Effect(pose=Pose.FALL, expression=Expression.PAIN)),
    ("handcuffed|tied up|tied|bound|chained", Effect(arms=Arms.BEHIND, expression=Expression.WORRIED)),
    ("asleep|unconscious|out cold|passed out|sleeping", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    ("dead|lifeless", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    ("in bed|on the floor|on the ground|on the bed", Effect(pose=Pose.LIE)),
    ("on the phone|on a call", Effect(arms=Arms.PHONE, prop="phone")),
    ("at the wheel|behind the wheel|at the helm", Effect(pose=Pose.DRIVE, arms=Arms.STEER)),
    ("at a table|at the table|at a desk|at the desk|at the bar|at the counter|in a chair|in the chair|in his chair|in her chair|at his desk|at her desk|on the couch|on the sofa|on a bench|in an armchair|in a booth|on a stool|in a wheelchair|at the piano|in the back seat|in the passenger seat", Effect(pose=Pose.SIT)),
    ("on her knees|on his knees|on their knees", Effect(pose=Pose.KNEEL)),
    ("arms crossed|arms folded|crossed arms|folded arms", Effect(arms=Arms.CROSSED)),
    ("hands on hips|hands on her hips|hands on his hips", Effect(arms=Arms.HIPS)),
    ("hands in pockets|hands in his pockets|hands in her pockets|hand in pocket", Effect(arms=Arms.POCKETS)),
    ("hands up|hands in the air|hands raised", Effect(arms=Arms.HANDS_UP)),
    ("head in hands|head in his hands|head in her hands|face in her hands|face in his hands", Effect(arms=Arms.FACE_IN_HANDS, expression=Expression.SAD)),
    ("gun drawn|gun in hand|gun raised|at gunpoint with", Effect(arms=Arms.AIM, prop="gun")),
    ("drink in hand|glass in hand", Effect(arms=Arms.HOLD, prop="glass")),
    ("eyes closed|closes her eyes|closes his eyes|eyes shut|closes their eyes", Effect(expression=Expression.ASLEEP)),
)  # fmt: skip

MANNERS: Sequence[tuple[str, Effect]] = (
    ("whispering|whispers|whispered|sotto|sotto voce|under her breath|under his breath|hushed|quietly|low|softly|barely audible|murmuring|confidential|intimate", _feel(Expression.WHISPERING, 30)),
    ("shouting|shouts|yelling|yells|screaming|screams|bellowing|roaring|loud|at the top of her lungs|at the top of his lungs", _feel(Expression.SHOUTING, 90)),
    ("furious|furiously|enraged|livid|raging|in a rage|seething", _feel(Expression.ANGRY, 95)),
    ("angry|angrily|mad|irritated|annoyed|exasperated|through gritted teeth|snapping|hostile|threatening|menacing|bitter|bitterly|cross|indignant|frustrated", _feel(Expression.ANGRY, 70)),
    ("crying|sobbing|in tears|tearful|tearfully|weeping|through tears|choking up|breaking down|tears in", _feel(Expression.CRYING, 75)),
    ("laughing|laughs|hysterical|cracking up|with a laugh|cackling", _feel(Expression.LAUGHING, 75)),
    ("sarcastic|sarcastically|dry|dryly|drily|wry|wryly|deadpan|mocking|mockingly|ironic|ironically|smirking|rolling her eyes|rolling his eyes|teasing|sly|smug|smugly|cocky|facetious|unimpressed", _feel(Expression.SARCASTIC)),
    ("smiling|smiles|grinning|happy|happily|cheerful|cheerfully|delighted|beaming|excited|excitedly|joyful|joyfully|amused|brightly|brightening|chuckling|giggling|warm|playful|proud|proudly|relieved|thrilled", _feel(Expression.HAPPY, 60)),
    ("loving|lovingly|tender|tenderly|gently|gentle|affectionate|kindly|softening|fond|romantic|seductive|flirting|flirtatious", _feel(Expression.LOVING)),
    ("sad|sadly|sorrowful|heartbroken|grieving|mournful|dejected|downcast|forlorn|defeated|crestfallen|resigned|wistful|melancholy|hurt|devastated|broken|somber|sombre|regretful|apologetic", _feel(Expression.SAD)),
    ("terrified|horrified|petrified|panicked|panicking|in terror", _feel(Expression.AFRAID, 95)),
    ("afraid|scared|frightened|fearful|fearfully|trembling|shaking|shaken|spooked", _feel(Expression.AFRAID, 70)),
    ("surprised|shocked|stunned|startled|astonished|amazed|incredulous|gasping|taken aback|in disbelief|disbelieving|wide-eyed|speechless|dumbfounded", _feel(Expression.SURPRISED, 75)),
    ("disgusted|repulsed|revolted|nauseated|appalled", _feel(Expression.DISGUSTED, 70)),
    ("worried|nervous|nervously|anxious|anxiously|concerned|uneasy|hesitant|hesitantly|uncertain|unsure|tense|stammering|stuttering|desperate|pleading|urgent|urgently|confused|embarrassed|awkward|guilty|sheepish|doubtful", _feel(Expression.WORRIED, 60)),
    ("determined|firm|firmly|resolute|serious|seriously|stern|sternly|steely|grim|grimly|focused|intense|decisive|defiant|defiantly|commanding|ordering", _feel(Expression.DETERMINED, 60)),
    ("tired|tiredly|exhausted|weary|wearily|sleepy|drowsy|groggy|yawning|worn out|drained|drunk|drunkenly|slurring|hungover|half-asleep|barely awake", _feel(Expression.TIRED, 60)),
    ("in pain|wincing|groaning|gasping for breath|agonised|agonized|wounded|injured|coughing|weak|weakly|dying", _feel(Expression.PAIN, 70)),
    ("thoughtful|thoughtfully|pensive|thinking|considering|musing|curious|curiously|lost in thought|remembering|puzzled|suspicious|suspiciously|skeptical|sceptical|intrigued", _feel(Expression.THOUGHTFUL)),
    ("cold|coldly|flat|flatly|icy|icily|emotionless|indifferent|blank|expressionless|detached|matter-of-fact|calm|calmly|bored|monotone|evenly", _feel(Expression.COLD)),
    ("asleep|sleeping|unconscious|in her sleep|in his sleep", _feel(Expression.ASLEEP)),
    ("into phone|on phone|on the phone|into the phone|into receiver|on cell|into cell", _do(Arms.PHONE, "phone")),
    ("into radio|into walkie|on radio|into the radio", _do(Arms.PHONE, "radio")),
    ("reading|reads|reading aloud", _do(Arms.READ, "letter", gaze=Gaze.PROP)),
    ("pointing|points|indicating", _do(Arms.POINT)),
    ("waving|waves", _do(Arms.WAVE)),
    ("shrugging|shrugs|with a shrug", _do(Arms.SHRUG)),
    ("to camera|to the camera|into camera|to us", Effect(gaze=Gaze.LENS)),
    ("looking away|without looking up|avoiding|not looking|looking off", Effect(gaze=Gaze.ASIDE)),
    ("looking down|head down|eyes down", Effect(gaze=Gaze.DOWN)),
    ("to himself|to herself|to self|to themselves|muttering", _feel(Expression.WHISPERING, 35, gaze=Gaze.DOWN)),
    ("toasting|raising a glass|raising his glass|raising her glass", _do(Arms.LIFT, "glass")),
    ("singing|sings|humming", _feel(Expression.HAPPY)),
    ("praying", _do(Arms.PRAY)),
)  # fmt: skip
STRENGTH: Sequence[tuple[str, int]] = (
    ("slightly|faintly|a little|a hint of|half|barely|almost|small|faint|subtle|mild|a bit", 28),
    (
        "very|really|extremely|utterly|completely|wildly|uncontrollably|hysterically|violently|huge|bursts|bursting|deeply|total",
        92,
    ),
)
LINES: Mapping[str, Effect] = {
    r"(?i)\b(?:ha[\s,!-]*){2,}|\bhaha|\bhehe": _feel(Expression.LAUGHING, 70),
    r"!\?|\?!|\b(?:oh my god|what the|no way)\b.*[!?]": _feel(Expression.SURPRISED, 65),
    r"!!|\b[A-Z]{3,}(?:\W+[A-Z]{2,})+\b.*!": _feel(Expression.SHOUTING, 85),
    r"(?i)\b(?:i(?:'m| am) (?:so )?sorry|i miss (?:you|him|her)|goodbye forever)\b": _feel(Expression.SAD, 50),
    r"(?i)\b(?:help me|please,? (?:no|don't|stop)|run!)": _feel(Expression.AFRAID, 75),
    r"(?i)\b(?:i love you|my love|darling|sweetheart)\b": _feel(Expression.LOVING, 50),
    r"(?i)\b(?:shut up|damn you|how dare you|get out|go to hell|liar)\b": _feel(Expression.ANGRY, 75),
    r"(?i)\b(?:thank you so much|wonderful|fantastic|congratulations|that's great|happy birthday|hooray)\b": _feel(
        Expression.HAPPY, 60
    ),
}
