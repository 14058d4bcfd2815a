"""What the money refuses, each in words that say what to do."""

from __future__ import annotations

from billing.money import dollars, dollars_up
from studio.core.errors import Conflict, Invalid, StudioError

WHERE = "Add money on the page Usage of the workspace, or ask an owner of it to."


class BalanceShort(StudioError):
    """The balance does not cover this quote. Nothing was started and nothing was charged."""

    code, status = "balance_short", 402

    @classmethod
    def by(cls, *, balance: int, amount: int) -> BalanceShort:
        """With how much is missing."""
        missing = amount - balance
        return cls(
            f"This render may cost up to {dollars_up(amount)}, and the balance is {dollars(balance)}: "
            f"{dollars_up(missing)} is missing. Nothing was started and nothing was charged. {WHERE}",
            balance=balance,
            amount=amount,
            missing=missing,
        )


class CapReached(StudioError):
    """A spend cap is reached for this month. Nothing was started and nothing was charged."""

    code, status = "cap_reached", 402


class PaymentOverdue(StudioError):
    """The subscription is unpaid, so no new render starts; all is kept. Pay on the page Usage, Manage payments."""

    code, status = "payment_overdue", 402


class PaymentDisputed(StudioError):
    """A payment was taken back and the balance does not cover it, so no new render starts; all is kept."""

    code, status = "payment_disputed", 402


class SavedNoCard(Conflict):
    """There is no card to charge when nobody is there: save one first, on the page Usage."""

    code = "saved_no_card"


class NoSeat(StudioError):
    """There is no seat left for this person. Nobody's role has changed."""

    code, status = "no_seat", 402


class SeatsInUse(Conflict):
    """More people have a seat than there would be."""

    code = "seats_in_use"


class QuoteExpired(Conflict):
    """This quote has expired: ask for a new one and look at its price. Nothing was started."""

    code = "quote_expired"


class PriceListChanged(Conflict):
    """Prices have changed since this quote: ask for a new one and look at its price. Nothing was started."""

    code = "price_list_changed"


class QuoteOutdated(Conflict):
    """The film was edited since this quote: ask for a new one, it names the price of the film as it is now."""

    code = "quote_outdated"


class QuoteUsed(Conflict):
    """This quote was used for a render already: ask for a new one to render again."""

    code = "quote_used"


class MovementDiffers(Conflict):
    """This key moved another amount, or for another reason: draw a new key."""

    code = "movement_differs"


class RefundTooLarge(Invalid):
    """More cannot be given back than was charged for this render and not given back yet."""

    code = "refund_too_large"
