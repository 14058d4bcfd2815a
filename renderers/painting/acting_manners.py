"""Manners, states and words of speech, and what they look like. Data only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from renderers.painting.acting_words import HELD, Effect, do, feel
from renderers.painting.performance import Arms, Expression, Gaze, Pose

PASSIVE: Sequence[tuple[str, Effect]] = (
    (
        "shot|hit|stabbed|punched|slapped|wounded|struck|bitten|kicked|beaten",
        Effect(expression=Expression.PAIN, intensity=85),
    ),
    ("hugged|embraced", HELD),
    ("knocked down|thrown|pushed over|flung", Effect(pose=Pose.FALL, expression=Expression.PAIN)),
    ("handcuffed|tied up|tied|bound|chained", Effect(arms=Arms.BEHIND, expression=Expression.WORRIED)),
    ("asleep|unconscious|out cold|passed out|sleeping", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    ("dead|lifeless", Effect(pose=Pose.LIE, expression=Expression.ASLEEP)),
    ("in bed|on the floor|on the ground|on the bed", Effect(pose=Pose.LIE)),
    ("on the phone|on a call", Effect(arms=Arms.PHONE, prop="phone")),
    ("at the wheel|behind the wheel|at the helm", Effect(pose=Pose.DRIVE, arms=Arms.STEER)),
    (
        (
            "at a table|at the table|at a desk|at the desk|at the bar|at the counter|in a chair|"
            "in the chair|in his chair|in her chair|at his desk|at her desk|on the couch|on the sofa|"
            "on a bench|in an armchair|in a booth|on a stool|in a wheelchair|at the piano|"
            "in the back seat|in the passenger seat"
        ),
        Effect(pose=Pose.SIT),
    ),
    ("on her knees|on his knees|on their knees", Effect(pose=Pose.KNEEL)),
    ("arms crossed|arms folded|crossed arms|folded arms", Effect(arms=Arms.CROSSED)),
    ("hands on hips|hands on her hips|hands on his hips", Effect(arms=Arms.HIPS)),
    ("hands in pockets|hands in his pockets|hands in her pockets|hand in pocket", Effect(arms=Arms.POCKETS)),
    ("hands up|hands in the air|hands raised", Effect(arms=Arms.HANDS_UP)),
    (
        "head in hands|head in his hands|head in her hands|face in her hands|face in his hands",
        Effect(arms=Arms.FACE_IN_HANDS, expression=Expression.SAD),
    ),
    ("gun drawn|gun in hand|gun raised|at gunpoint with", Effect(arms=Arms.AIM, prop="gun")),
    ("drink in hand|glass in hand", Effect(arms=Arms.HOLD, prop="glass")),
    ("eyes closed|closes her eyes|closes his eyes|eyes shut|closes their eyes", Effect(expression=Expression.ASLEEP)),
)

MANNERS: Sequence[tuple[str, Effect]] = (
    (
        (
            "whispering|whispers|whispered|sotto|sotto voce|under her breath|under his breath|hushed|"
            "quietly|low|softly|barely audible|murmuring|confidential|intimate"
        ),
        feel(Expression.WHISPERING, 30),
    ),
    (
        (
            "shouting|shouts|yelling|yells|screaming|screams|bellowing|roaring|loud|"
            "at the top of her lungs|at the top of his lungs"
        ),
        feel(Expression.SHOUTING, 90),
    ),
    ("furious|furiously|enraged|livid|raging|in a rage|seething", feel(Expression.ANGRY, 95)),
    (
        (
            "angry|angrily|mad|irritated|annoyed|exasperated|through gritted teeth|snapping|hostile|"
            "threatening|menacing|bitter|bitterly|cross|indignant|frustrated"
        ),
        feel(Expression.ANGRY, 70),
    ),
    (
        ("crying|sobbing|in tears|tearful|tearfully|weeping|through tears|choking up|breaking down|tears in"),
        feel(Expression.CRYING, 75),
    ),
    ("laughing|laughs|hysterical|cracking up|with a laugh|cackling", feel(Expression.LAUGHING, 75)),
    (
        (
            "sarcastic|sarcastically|dry|dryly|drily|wry|wryly|deadpan|mocking|mockingly|ironic|"
            "ironically|smirking|rolling her eyes|rolling his eyes|teasing|sly|smug|smugly|cocky|"
            "facetious|unimpressed"
        ),
        feel(Expression.SARCASTIC),
    ),
    (
        (
            "smiling|smiles|grinning|happy|happily|cheerful|cheerfully|delighted|beaming|excited|"
            "excitedly|joyful|joyfully|amused|brightly|brightening|chuckling|giggling|warm|playful|"
            "proud|proudly|relieved|thrilled"
        ),
        feel(Expression.HAPPY, 60),
    ),
    (
        (
            "loving|lovingly|tender|tenderly|gently|gentle|affectionate|kindly|softening|fond|romantic|"
            "seductive|flirting|flirtatious"
        ),
        feel(Expression.LOVING),
    ),
    (
        (
            "sad|sadly|sorrowful|heartbroken|grieving|mournful|dejected|downcast|forlorn|defeated|"
            "crestfallen|resigned|wistful|melancholy|hurt|devastated|broken|somber|sombre|regretful|"
            "apologetic"
        ),
        feel(Expression.SAD),
    ),
    ("terrified|horrified|petrified|panicked|panicking|in terror", feel(Expression.AFRAID, 95)),
    ("afraid|scared|frightened|fearful|fearfully|trembling|shaking|shaken|spooked", feel(Expression.AFRAID, 70)),
    (
        (
            "surprised|shocked|stunned|startled|astonished|amazed|incredulous|gasping|taken aback|"
            "in disbelief|disbelieving|wide-eyed|speechless|dumbfounded"
        ),
        feel(Expression.SURPRISED, 75),
    ),
    ("disgusted|repulsed|revolted|nauseated|appalled", feel(Expression.DISGUSTED, 70)),
    (
        (
            "worried|nervous|nervously|anxious|anxiously|concerned|uneasy|hesitant|hesitantly|"
            "uncertain|unsure|tense|stammering|stuttering|desperate|pleading|urgent|urgently|confused|"
            "embarrassed|awkward|guilty|sheepish|doubtful"
        ),
        feel(Expression.WORRIED, 60),
    ),
    (
        (
            "determined|firm|firmly|resolute|serious|seriously|stern|sternly|steely|grim|grimly|"
            "focused|intense|decisive|defiant|defiantly|commanding|ordering"
        ),
        feel(Expression.DETERMINED, 60),
    ),
    (
        (
            "tired|tiredly|exhausted|weary|wearily|sleepy|drowsy|groggy|yawning|worn out|drained|drunk|"
            "drunkenly|slurring|hungover|half-asleep|barely awake"
        ),
        feel(Expression.TIRED, 60),
    ),
    (
        ("in pain|wincing|groaning|gasping for breath|agonised|agonized|wounded|injured|coughing|weak|weakly|dying"),
        feel(Expression.PAIN, 70),
    ),
    (
        (
            "thoughtful|thoughtfully|pensive|thinking|considering|musing|curious|curiously|"
            "lost in thought|remembering|puzzled|suspicious|suspiciously|skeptical|sceptical|intrigued"
        ),
        feel(Expression.THOUGHTFUL),
    ),
    (
        (
            "cold|coldly|flat|flatly|icy|icily|emotionless|indifferent|blank|expressionless|detached|"
            "matter-of-fact|calm|calmly|bored|monotone|evenly"
        ),
        feel(Expression.COLD),
    ),
    ("asleep|sleeping|unconscious|in her sleep|in his sleep", feel(Expression.ASLEEP)),
    ("into phone|on phone|on the phone|into the phone|into receiver|on cell|into cell", do(Arms.PHONE, "phone")),
    ("into radio|into walkie|on radio|into the radio", do(Arms.PHONE, "radio")),
    ("reading|reads|reading aloud", do(Arms.READ, "letter", gaze=Gaze.PROP)),
    ("pointing|points|indicating", do(Arms.POINT)),
    ("waving|waves", do(Arms.WAVE)),
    ("shrugging|shrugs|with a shrug", do(Arms.SHRUG)),
    ("to camera|to the camera|into camera|to us", Effect(gaze=Gaze.LENS)),
    ("looking away|without looking up|avoiding|not looking|looking off", Effect(gaze=Gaze.ASIDE)),
    ("looking down|head down|eyes down", Effect(gaze=Gaze.DOWN)),
    ("to himself|to herself|to self|to themselves|muttering", feel(Expression.WHISPERING, 35, gaze=Gaze.DOWN)),
    ("toasting|raising a glass|raising his glass|raising her glass", do(Arms.LIFT, "glass")),
    ("singing|sings|humming", feel(Expression.HAPPY)),
    ("praying", do(Arms.PRAY)),
)
STRENGTH: Sequence[tuple[str, int]] = (
    ("slightly|faintly|a little|a hint of|half|barely|almost|small|faint|subtle|mild|a bit", 28),
    (
        (
            "very|really|extremely|utterly|completely|wildly|uncontrollably|hysterically|violently|"
            "huge|bursts|bursting|deeply|total"
        ),
        92,
    ),
)
LINES: Mapping[str, Effect] = {
    r"(?i)\b(?:ha[\s,!-]*){2,}|\bhaha|\bhehe": feel(Expression.LAUGHING, 70),
    r"!\?|\?!|\b(?:oh my god|what the|no way)\b.*[!?]": feel(Expression.SURPRISED, 65),
    r"!!|\b[A-Z]{3,}(?:\W+[A-Z]{2,})+\b.*!": feel(Expression.SHOUTING, 85),
    r"(?i)\b(?:i(?:'m| am) (?:so )?sorry|i miss (?:you|him|her)|goodbye forever)\b": feel(Expression.SAD, 50),
    r"(?i)\b(?:help me|please,? (?:no|don't|stop)|run!)": feel(Expression.AFRAID, 75),
    r"(?i)\b(?:i love you|my love|darling|sweetheart)\b": feel(Expression.LOVING, 50),
    r"(?i)\b(?:shut up|damn you|how dare you|get out|go to hell|liar)\b": feel(Expression.ANGRY, 75),
    r"(?i)\b(?:thank you so much|wonderful|fantastic|congratulations|that's great|happy birthday|hooray)\b": feel(
        Expression.HAPPY, 60
    ),
}
