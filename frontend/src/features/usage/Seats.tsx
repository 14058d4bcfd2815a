import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api, bodyOf } from "../../api/client.ts";
import { ErrorCard } from "../../ui/index.tsx";
import { money } from "../../ui/money.ts";
import { once, type Subscription, useMoney } from "./queries.ts";

type Counted = NonNullable<Subscription["seats"]>;

function useSeats() {
  return useMoney((extra: number) =>
    bodyOf(api.POST("/v1/subscription/seats", { ...once(), body: { extra } })),
  );
}

/** One seat more, with its price said before it is bought. */
function OneMore({ seats }: { seats: Counted }) {
  const [asked, { open, close }] = useDisclosure(false);
  const buying = useSeats();
  const price = money(seats.price);
  return (
    <>
      <Button variant="default" loading={buying.isPending} onClick={open}>
        Add a seat, {price} a month
      </Button>
      {buying.error && <ErrorCard problem={buying.error.problem} />}
      <Modal opened={asked} onClose={close} title={`Add a seat for ${price} a month?`} centered>
        <div className="question">
          <p>
            It is charged to the card of the plan: for the rest of this month its part of {price} now, then{" "}
            {price} with every month, until you give the seat up.
          </p>
          <div className="actions">
            <Button
              onClick={() => {
                close();
                buying.mutate(seats.extra + 1);
              }}
            >
              Add a seat
            </Button>
            <Button variant="default" data-autofocus onClick={close}>
              Not now
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}

/** How many people may make films, how many do, and what one more costs. */
export function Seats({ seats }: { seats: Counted }) {
  const fewer = useSeats();
  const total = seats.included + seats.extra;
  return (
    <section aria-label="Seats">
      <h3>Seats</h3>
      {seats.warning && (
        <p role="alert" className="card card-danger">
          {seats.warning}
        </p>
      )}
      <p>
        <span className="tabular">
          {seats.taken} of {total}
        </span>{" "}
        taken by people who make films{seats.extra > 0 && `; ${seats.extra} of them beside the plan`}.{" "}
        <span className="faint">Reviewers and viewers need no seat.</span>
      </p>
      <div className="actions">
        {seats.price > 0 && <OneMore seats={seats} />}
        {seats.extra > 0 && (
          <Button variant="subtle" loading={fewer.isPending} onClick={() => fewer.mutate(seats.extra - 1)}>
            Give one seat up
          </Button>
        )}
      </div>
      {fewer.error && <ErrorCard problem={fewer.error.problem} />}
    </section>
  );
}
