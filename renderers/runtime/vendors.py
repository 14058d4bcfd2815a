"""Whom the studio can order from: how each vendor is called, shown a key, and asked whether the key is good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Vendor:
    """One row. `header` is (name, pattern) of the key; `probe` a question that costs nothing and needs the key.

    Without an `address` of its own, whoever brings the key brings the address too. `hosts` are ends of host names that
    may see the key besides the address's own. `credit_codes` are its `code`s for an account without money. `codes` are
    those that stand in its answers and mean a status of HTTP, whatever status the answer itself has.
    """

    name: str
    title: str
    makes: str
    address: str = ""
    header: tuple[str, str] = ("authorization", "Bearer {}")
    always: Mapping[str, str] = field(default_factory=dict)
    probe: str = ""
    hosts: tuple[str, ...] = ()
    keyless: bool = False
    credit_codes: tuple[int, ...] = ()
    codes: Mapping[int, int] = field(default_factory=dict)

    @property
    def variable(self) -> str:
        """What the operator's settings are called: `RUNWAY` for RUNWAY_API_KEY and RUNWAY_API_URL."""
        return self.name.upper()


_GATEWAY = MappingProxyType(
    {code: code for code in (400, 401, 402, 403, 404, 413, 422, 500, 502, 503)}
    | {405: 429, 429: 402, 430: 429, 455: 429, 531: 422}
)
"""Codes of gateways for music: 429 is an account without credits, 455 maintenance, 531 failed and paid back."""

_ROWS = (
    Vendor(
        "runway",
        "Runway",
        "video",
        "https://api.dev.runwayml.com/v1",
        always={"x-runway-version": "2024-11-06"},
        probe="/organization",
    ),
    Vendor("luma", "Luma", "video", "https://agents.lumalabs.ai/v1", probe="/files?limit=1"),
    Vendor(
        "kling",
        "Kling",
        "video",
        "https://api-singapore.klingai.com",
        probe="/account/costs?start_time=0&end_time=1",
        credit_codes=(1100, 1101, 1102),
    ),
    Vendor("openai_videos", "OpenAI-Videos-compatible server", "video", probe="/videos?limit=1", keyless=True),
    Vendor(
        "elevenlabs",
        "ElevenLabs",
        "voices, sound effects and music",
        "https://api.elevenlabs.io",
        header=("xi-api-key", "{}"),
        probe="/v1/user/subscription",
    ),
    Vendor(
        "bfl",
        "Black Forest Labs",
        "pictures",
        "https://api.bfl.ai/v1",
        header=("x-key", "{}"),
        probe="/credits",
        hosts=("bfl.ai",),
    ),
    Vendor(
        "anthropic",
        "Anthropic",
        "writing",
        "https://api.anthropic.com/v1",
        header=("x-api-key", "{}"),
        always={"anthropic-version": "2023-06-01"},
        probe="/models?limit=1",
    ),
    Vendor("openai", "OpenAI", "writing", "https://api.openai.com/v1", probe="/models"),
    Vendor("openai_writing", "OpenAI-compatible server for writing", "writing", probe="/models", keyless=True),
    Vendor("fish_speech", "Fish Speech server", "voices", probe="/v1/health", keyless=True),
    Vendor("comfyui", "ComfyUI", "pictures and clips by workflows of your own", probe="/system_stats", keyless=True),
    Vendor(
        "topaz",
        "Topaz",
        "larger and smoother clips",
        "https://api.topazlabs.com",
        header=("x-api-key", "{}"),
        probe="/account/v1/credits/balance",
    ),
    Vendor(
        "suno_gateway",
        "Gateway for Suno (unofficial)",
        "music, by a gateway of your own: Suno has no official API",
        probe="/api/v1/generate/credit",
        codes=_GATEWAY,
    ),
    Vendor(
        "udio_gateway",
        "Gateway named after Udio (unofficial)",
        "music, by a gateway of your own: Udio has no API",
        probe="/api/v2/feed?workId=0",
        codes=_GATEWAY,
    ),
    Vendor("stability", "Stability AI", "music and sound", "https://api.stability.ai", probe="/v1/user/balance"),
)

POOLED = "comfyui"
"""The one whose address may be several, see `operators`."""

VENDORS: Mapping[str, Vendor] = MappingProxyType({row.name: row for row in _ROWS})


@dataclass(frozen=True, slots=True)
class Access:
    """A key just in time: never printed, never stored with a step. `owner` says in words whose key it is.

    `open_hosts` are those the operator vouches for; a workspace cannot add to them. `poll_seconds` is how soon a job is
    asked about for the first time, `call_seconds` after which a call is given up however patient the engine would be.
    """

    vendor: str
    secret: str = field(default="", repr=False)
    address: str = ""
    owner: str = "the studio's"
    open_hosts: tuple[str, ...] = ()
    poll_seconds: float = 5.0
    call_seconds: float = float("inf")

    @property
    def addresses(self) -> tuple[str, ...]:
        """The servers of a pool, or the one there is."""
        return tuple(each.strip().rstrip("/") for each in self.address.split(",") if each.strip())

    @property
    def last_four(self) -> str:
        """All of the key that is ever shown."""
        return last_four(self.secret)


def last_four(secret: str) -> str:
    """All of a key that is ever shown; nothing of a short one."""
    return secret[-4:] if len(secret) >= 12 else ""


def address_fault(address: str) -> str:
    """Why this cannot be the address of a vendor's server, in words; nothing when it can."""
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        return f"{address[:80]!r} is not an address; it begins with https:// and names a host"
    if parts.username or parts.password or parts.query or parts.fragment:
        return "the address has a password, a question mark or a # in it; give it without"
    if (parts.hostname or "").lower() == "api.openai.com":
        return (
            "OpenAI retired Sora and its video API on 24 September 2026, and its writing has a row of its own: OpenAI"
        )
    return ""


def _host_of(address: str) -> str:
    return urlsplit(address.strip()).netloc.lower().rpartition("@")[2]


def operators(environment: Mapping[str, str]) -> Mapping[str, Access]:
    """The keys of whoever runs the studio, by vendor: `<VENDOR>_API_KEY`, and `<VENDOR>_API_URL` for another address.

    `ENGINE_ALLOWED_HOSTS` opens hosts, separated by commas; `ENGINE_POLL_SECONDS` is how soon jobs are asked about.
    `COMFYUI_API_URL` names a pool of servers, separated by commas, of which all are opened by that.
    """
    hosts = tuple(
        host.strip().lower() for host in environment.get("ENGINE_ALLOWED_HOSTS", "").split(",") if host.strip()
    )
    polled = float(environment.get("ENGINE_POLL_SECONDS", "") or 5.0)
    found: dict[str, Access] = {}
    for vendor in VENDORS.values():
        secret = environment.get(f"{vendor.variable}_API_KEY", "").strip()
        address = environment.get(f"{vendor.variable}_API_URL", "").strip().rstrip("/")
        pool = tuple(_host_of(each) for each in address.split(",")) if vendor.name == POOLED and address else ()
        usable = (secret or (vendor.keyless and address)) and (address or vendor.address)
        found[vendor.name] = Access(
            vendor.name,
            secret if usable else "",
            address or vendor.address,
            "the studio's" if usable else "",
            (*hosts, *pool),
            polled,
        )
    return MappingProxyType(found)
