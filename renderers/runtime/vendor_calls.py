"""A line to one vendor: the key on every call to them and on no other, faults as our errors, and patience.

Asking is repeated; an order that may have been taken is not: `order` raises `Unanswered`, and the caller finds out.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from renderers.errors import KeyMissing, OutOfCredit, PromptRefused, VendorBusy, VendorDown, VendorFault, VendorInput
from renderers.runtime.vendors import Access, Vendor
from renderers.runtime.web import Answer, Forbidden, Guard, TooLarge, Unanswered, Unsent, Web, WebError

LONGEST_WAIT_SECONDS = 300.0
_SLICE_SECONDS = 0.25
_TOLD = 300
_WORDS = ("message", "failure", "msg", "detail", "error", "errors", "issues", "title", "name")

Judge = Callable[[Answer], str]
"""Why the vendor will not make it, in its words, when an answer says that; nothing for any other answer."""


class NotNow(Exception):
    """The order certainly was not taken, and later may be; `seconds` when the vendor says how much later."""

    def __init__(self, fault: VendorFault, seconds: float | None = None) -> None:
        super().__init__(str(fault))
        self.fault, self.seconds = fault, seconds


def never_refused(answer: Answer) -> str:  # noqa: ARG001  a Judge
    """For vendors that judge nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait for what, in seconds. `report` is called while waiting and raises Cancelled."""

    report: Callable[[], None] = lambda: None
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    first_poll: float = 5.0
    longest_poll: float = 20.0
    back_off: float = 1.0
    call_patience: float = 120.0
    job_patience: float = 1800.0
    chance: random.Random = field(default_factory=random.Random)

    def wait(self, seconds: float) -> None:
        """In short pieces, so that a render that was stopped stops."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            self.report()
            self.sleep(min(left, _SLICE_SECONDS))
        self.report()

    def back_offs(self) -> Iterator[float]:
        """1, 2, 4 ... seconds, each a little more or less, until patience ends."""
        began, seconds = self.now(), self.back_off
        while self.now() - began < self.call_patience:
            yield seconds * self.chance.uniform(0.8, 1.2)
            seconds = min(seconds * 2, 30.0)


@dataclass(frozen=True, slots=True)
class Line:
    """To a vendor, with a key."""

    vendor: Vendor
    access: Access
    pace: Pace = field(default_factory=Pace)
    judge: Judge = never_refused
    web: Web | None = None

    @property
    def _web(self) -> Web:
        return self.web or Web(Guard(open_hosts=frozenset(self.access.open_hosts)))

    def get(self, path: str, **sent: Any) -> Answer:
        """Asked again while the vendor is busy or down. Raises a VendorFault; answers are 2xx."""
        return self._repeated("GET", path, sent)

    def again(self, method: str, path: str, **sent: Any) -> Answer:
        """Like `get`, for what may be said twice and costs nothing: uploads, cancellations."""
        return self._repeated(method, path, sent)

    def order(self, path: str, *, within_seconds: float = 120.0, method: str = "POST", **sent: Any) -> Answer:
        """One order that costs money, sent once.

        Raises NotNow or a VendorFault when it certainly was not taken, Unanswered when nobody can tell.
        """
        try:
            answer = self._call(method, path, within_seconds=within_seconds, **sent)
        except Unsent as error:
            unreached = VendorDown(f"{self.vendor.title} cannot be reached: {error}. Nothing was ordered.")
            raise NotNow(unreached) from error
        except TooLarge as error:  # it may have been taken: an answer nobody reads is no answer
            raise Unanswered(str(error)) from error
        return self._taken(answer)

    def _taken(self, answer: Answer) -> Answer:
        """The answer to an order that was taken; raises like `order` for every other."""
        if answer.status == 429 and not self._out_of_credit(answer):
            raise NotNow(self.fault(answer), _asked_wait(answer, None))
        if answer.status >= 500 or answer.status < 200:
            raise Unanswered(f"{self.vendor.title} answered {answer.status}{_after(self.words(answer))}")
        if answer.status >= 300 or self.judge(answer):
            raise self.fault(answer)
        return answer

    def order_stream(self, path: str, *, into: Path, most_bytes: int, within_seconds: float, **sent: Any) -> Answer:
        """One order whose answer comes bit by bit, kept in a file as it comes; raises like `order`."""
        self.pace.report()
        within = min(within_seconds, self.access.call_seconds)
        asked = {"headers": self._headers(), "most_bytes": most_bytes, "within_seconds": within, **sent}
        try:
            with self._web.stream("POST", f"{self._base}{path}", **asked) as (answer, body), into.open("wb") as file:
                for chunk in body:
                    file.write(chunk)
                    self.pace.report()
        except Unsent as error:
            unreached = VendorDown(f"{self.vendor.title} cannot be reached: {error}. Nothing was ordered.")
            raise NotNow(unreached) from error
        except Forbidden as error:
            raise VendorFault(f"{self.vendor.title}: {error}.") from error
        except TooLarge as error:
            raise Unanswered(str(error)) from error
        return self._taken(answer)

    def fetch(self, url: str, into: Path, *, most_bytes: int) -> Answer:
        """A result. The key goes only to the vendor's own hosts. Raises VendorFault; 4xx come back as they are."""
        fault: WebError | None = None
        for pause in self.pauses():
            try:
                headers = self._headers() if self._is_own(url) else {}
                got = self._web.fetch(url, into, most_bytes=most_bytes, headers=headers, tick=self.pace.report)
                if got.status < 500 and got.status != 429:
                    return got
            except (Forbidden, TooLarge) as error:
                raise VendorFault(f"{self.vendor.title} offers a result that is not fetched: {error}.") from error
            except (Unsent, Unanswered) as error:
                fault = error
            self._rest(
                pause, VendorDown(f"The result of {self.vendor.title} cannot be fetched: {fault or 'it is down'}.")
            )
        raise AssertionError  # the last pause gives up

    def _repeated(self, method: str, path: str, sent: dict[str, Any]) -> Answer:
        fault: Exception = VendorDown(f"{self.vendor.title} does not answer.")
        for pause in self.pauses():
            try:
                answer = self._call(method, path, **sent)
                if 200 <= answer.status < 300:
                    return answer
                fault = self.fault(answer)
                if not (answer.status >= 500 or answer.status == 429) or isinstance(fault, OutOfCredit | PromptRefused):
                    raise fault
                pause = pause and (_asked_wait(answer, pause) or 0.0)  # noqa: PLW2901  the vendor knows better
            except TooLarge as error:
                raise VendorFault(f"{self.vendor.title}: {error}.") from error
            except (Unsent, Unanswered) as error:
                fault = VendorDown(f"{self.vendor.title} does not answer: {error}. It is tried again later.")
            self._rest(pause, fault)
        raise fault

    def pauses(self) -> Iterator[float | None]:
        """Between tries; None before giving up."""
        yield from self.pace.back_offs()
        yield None

    def _rest(self, pause: float | None, fault: Exception) -> None:
        if pause is None:
            raise fault
        self.pace.wait(pause)

    def _call(self, method: str, path: str, *, within_seconds: float = 60.0, **sent: Any) -> Answer:
        url = path if path.startswith(("https://", "http://")) else f"{self._base}{path}"
        headers = self._headers() | sent.pop("headers", {}) if self._is_own(url) else sent.pop("headers", {})
        within = min(within_seconds, self.access.call_seconds)
        self.pace.report()
        try:
            answer = self._web.ask(method, url, headers=headers, within_seconds=within, **sent)
        except Forbidden as error:
            raise VendorFault(f"{self.vendor.title}: {error}.") from error
        return replace(answer, status=self._meant(answer))

    def _meant(self, answer: Answer) -> int:
        """The status that an answer has, or that the vendor's own code in it means."""
        code = _code(answer) if self.vendor.codes else None
        return self.vendor.codes.get(code, answer.status) if isinstance(code, int) else answer.status

    @property
    def _base(self) -> str:
        base = next(iter(self.access.addresses), self.vendor.address)
        if not base:
            raise KeyMissing(
                f"{self.vendor.title} has no address; enter it with its key under Workspace > Engine keys."
            )
        return base.rstrip("/")

    def _headers(self) -> dict[str, str]:
        name, pattern = self.vendor.header
        key = {name: pattern.format(self.access.secret)} if self.access.secret else {}
        return dict(self.vendor.always) | key

    def _is_own(self, url: str) -> bool:
        asked, pool = urlsplit(url), [urlsplit(each) for each in (self._base, *self.access.addresses)]
        if any((asked.scheme, asked.netloc.lower()) == (own.scheme, own.netloc.lower()) for own in pool):
            return True
        host = (asked.hostname or "").lower()
        return asked.scheme == "https" and any(host == end or host.endswith(f".{end}") for end in self.vendor.hosts)

    def _out_of_credit(self, answer: Answer) -> bool:
        if answer.status == 402:
            return True
        if answer.status not in (400, 401, 403, 429):
            return False
        return bool(_CREDIT.search(_text(answer))) or _code(answer) in self.vendor.credit_codes

    def fault(self, answer: Answer) -> VendorFault:
        """An answer that is no success, as our error."""
        title, said, whose = self.vendor.title, _after(self.words(answer)), self.access.owner
        if refused := self.judge(answer):
            return PromptRefused(
                f"{title} will not make this: {_clean(refused, self.access.secret)}. Nothing was charged; "
                "write the shot or line differently and render again."
            )
        if self._out_of_credit(answer):
            return OutOfCredit(
                f"The account at {title} ({whose} key) has no credit left{said}. Nothing new was ordered."
            )
        if answer.status in (401, 403):
            four = f" …{self.access.last_four}" if self.access.last_four else ""
            where = "enter another under Workspace > Engine keys"
            return KeyMissing(f"{title} does not accept {whose} key{four}{said}; {where}. Nothing new was ordered.")
        if answer.status == 429:
            return VendorBusy(f"{title} takes no more orders at the moment{said}. Nothing was ordered.")
        if answer.status >= 500:
            return VendorDown(f"{title} is down ({answer.status}){said}. It is tried again later.")
        return VendorInput(f"{title} cannot make it as asked ({answer.status}){said}. Nothing was charged.")

    def words(self, answer: Answer) -> str:
        """What the vendor says, short, in one line, and without the key."""
        return _clean(_sentence(answer), self.access.secret)


_CREDIT = re.compile(
    r"quota_exceeded|insufficient.{0,12}(credit|fund|quota)|out of credit|not (have )?enough credit", re.IGNORECASE
)


def not_json_is(answer: Answer, otherwise: Any) -> Any:
    """The body as JSON, or something else when it is none: for judges, who must not stumble."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return otherwise


def _code(answer: Answer) -> Any:
    told = not_json_is(answer, None)
    return told.get("code") if isinstance(told, dict) else None


def _text(answer: Answer) -> str:
    return answer.body[:4000].decode(errors="replace")


def _sentence(answer: Answer) -> str:
    return _found(not_json_is(answer, ""))


def _found(value: Any, depth: int = 0) -> str:
    """The first sentence in what vendors call an error."""
    if isinstance(value, str):
        return value
    if depth > 4:
        return ""
    if isinstance(value, list):
        return next(filter(None, (_found(each, depth + 1) for each in value[:5])), "")
    if isinstance(value, dict):
        return next(filter(None, (_found(value[name], depth + 1) for name in _WORDS if name in value)), "")
    return ""


def _clean(words: str, secret: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in words[:2000]).split())
    if secret:
        plain = plain.replace(secret, "…")
    return plain[:_TOLD].rstrip(". ")


def _after(words: str) -> str:
    return f": {words}" if words else ""


def _asked_wait(answer: Answer, pause: float | None) -> float | None:
    """As long as the vendor asks for in Retry-After, if that is bearable; else as long as we would."""
    asked = answer.headers.get("retry-after", "").strip()
    if not asked:
        return pause
    if re.fullmatch(r"\d{1,6}(\.\d+)?", asked):
        return min(float(asked), LONGEST_WAIT_SECONDS)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError):
        return pause
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return min(max(0.0, (until - datetime.now(UTC)).total_seconds()), LONGEST_WAIT_SECONDS)
