"""A show as an RSS 2.0 feed with the tags of iTunes and Podcasting 2.0. Pure: values in, text out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from renderers.errors import BadInput

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
_GENERATOR = "Nano Banana Studio Pro"
_SPACES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM, "content": CONTENT}
_ROLES = {"host": "host"}
"""Of the taxonomy of podcast:person; whoever is no host is a guest."""


@dataclass(frozen=True, slots=True)
class FeedPerson:
    """Who is heard."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class FeedFile:
    """Something at an address; `bytes` is 0 where nobody has to know."""

    url: str
    media_type: str
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A published episode."""

    guid: str
    title: str
    summary: str
    notes_html: str
    published: datetime
    seconds: int
    season: int
    number: int
    sound: FeedFile
    image: str
    chapters: FeedFile
    transcripts: Sequence[FeedFile]
    people: Sequence[FeedPerson]


@dataclass(frozen=True, slots=True)
class Feed:
    """A show. `closed` keeps it out of directories, `locked` forbids other platforms to take it over, `explicit` warns
    of its language: each is written as its tag has it."""

    url: str
    website: str
    guid: str
    title: str
    summary: str
    author: str
    owner_email: str
    language: str
    category: str
    image: str
    closed: str
    explicit: str
    locked: str
    items: Sequence[FeedItem]


def rss(feed: Feed) -> bytes:
    """UTF-8 with its declaration. BadInput for a character that XML cannot hold, which no title should."""
    for prefix, space in _SPACES.items():
        ElementTree.register_namespace(prefix, space)
    root = ElementTree.Element("rss", {"version": "2.0"})
    channel = ElementTree.SubElement(root, "channel")
    _head(channel, feed)
    for item in feed.items:
        _item(ElementTree.SubElement(channel, "item"), item, feed)
    try:
        ElementTree.indent(root)
        made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    except (ValueError, TypeError) as error:
        raise BadInput(f"the feed cannot be written ({error}); look for odd characters in titles") from error
    return made


def _head(channel: ElementTree.Element, feed: Feed) -> None:
    summary = feed.summary or feed.title
    _texts(
        channel,
        (
            ("title", feed.title),
            ("link", feed.website),
            ("description", summary),
            ("language", feed.language),
            ("generator", _GENERATOR),
            (f"{{{ITUNES}}}author", feed.author or feed.title),
            (f"{{{ITUNES}}}summary", summary),
            (f"{{{ITUNES}}}explicit", feed.explicit),
            (f"{{{ITUNES}}}type", "episodic"),
            (f"{{{PODCAST}}}guid", feed.guid),
            (f"{{{PODCAST}}}medium", "podcast"),
        ),
    )
    if feed.items:
        _texts(channel, [("lastBuildDate", format_datetime(max(item.published for item in feed.items)))])
    _empty(channel, f"{{{ATOM}}}link", href=feed.url, rel="self", type="application/rss+xml")
    _empty(channel, f"{{{ITUNES}}}image", href=feed.image)
    _empty(channel, f"{{{ITUNES}}}category", text=feed.category)
    image = ElementTree.SubElement(channel, "image")
    _texts(image, (("url", feed.image), ("title", feed.title), ("link", feed.website)))
    owner = {"owner": feed.owner_email} if feed.owner_email else {}
    ElementTree.SubElement(channel, f"{{{PODCAST}}}locked", owner).text = feed.locked
    if feed.owner_email:
        of = ElementTree.SubElement(channel, f"{{{ITUNES}}}owner")
        _texts(of, ((f"{{{ITUNES}}}name", feed.author or feed.title), (f"{{{ITUNES}}}email", feed.owner_email)))
    if feed.closed:
        _texts(channel, [(f"{{{ITUNES}}}block", feed.closed), (f"{{{PODCAST}}}block", feed.closed.lower())])


def _item(element: ElementTree.Element, item: FeedItem, feed: Feed) -> None:
    ElementTree.SubElement(element, "guid", {"isPermaLink": "false"}).text = item.guid
    _texts(
        element,
        (
            ("title", item.title),
            ("description", item.summary or item.title),
            ("pubDate", format_datetime(item.published)),
            (f"{{{CONTENT}}}encoded", item.notes_html),
            (f"{{{ITUNES}}}title", item.title),
            (f"{{{ITUNES}}}duration", str(item.seconds)),
            (f"{{{ITUNES}}}episodeType", "full"),
            (f"{{{ITUNES}}}season", str(item.season)),
            (f"{{{ITUNES}}}episode", str(item.number)),
            (f"{{{ITUNES}}}explicit", feed.explicit),
            (f"{{{PODCAST}}}season", str(item.season)),
            (f"{{{PODCAST}}}episode", str(item.number)),
        ),
    )
    _empty(element, "enclosure", url=item.sound.url, length=str(item.sound.bytes), type=item.sound.media_type)
    _empty(element, f"{{{ITUNES}}}image", href=item.image)
    _empty(element, f"{{{PODCAST}}}chapters", url=item.chapters.url, type=item.chapters.media_type)
    for file in item.transcripts:
        _empty(element, f"{{{PODCAST}}}transcript", url=file.url, type=file.media_type)
    for person in item.people:
        role = _ROLES.get(person.role, "guest")
        ElementTree.SubElement(element, f"{{{PODCAST}}}person", {"role": role, "group": "cast"}).text = person.name


def _texts(parent: ElementTree.Element, rows: Iterable[tuple[str, str]]) -> None:
    for name, text in rows:
        if text:
            ElementTree.SubElement(parent, name).text = _speakable(text)


def _empty(parent: ElementTree.Element, name: str, **attributes: str) -> None:
    if all(attributes.values()):
        ElementTree.SubElement(parent, name, attributes)


def _speakable(text: str) -> str:
    """Without control characters, which no XML may hold."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
