import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { api, bodyOf } from "../../api/client.ts";
import { asApiError } from "../../api/errors.ts";
import type { Schemas } from "../../api/queries.ts";
import { ConfirmButton } from "../../ui/Confirm.tsx";
import { ago, ErrorCard } from "../../ui/index.tsx";
import { useChange } from "./queries.ts";

type Job = Schemas["VendorJobOut"];
type Decision = Schemas["DecisionEnum"];
const JOBS = ["vendor-jobs"];

function Question({ job, canDecide }: { job: Job; canDecide: boolean }) {
  const deciding = useChange(JOBS, (given: { decision: Decision; number: string }) =>
    bodyOf(
      api.POST("/v1/vendor-jobs/{vendor_job_id}/answer", {
        params: { path: { vendor_job_id: job.id } },
        body: given,
      }),
    ),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const number = String(new FormData(event.currentTarget).get("number") ?? "");
    deciding.mutate({ decision: "found", number });
  };
  return (
    <li className="card">
      <strong>{job.label}</strong>
      <p>
        {job.question}{" "}
        <span className="faint">
          Ordered {ago(job.submitted_at, Date.now())} with {job.account}
          {job.number && `, number ${job.number}`}.
        </span>
      </p>
      {canDecide && (
        <form onSubmit={onSubmit} className="row-form">
          <TextInput name="number" label={`Number that ${job.title} shows for it`} required maxLength={200} />
          <Button type="submit" variant="default" loading={deciding.isPending}>
            Go on with this one
          </Button>
          <ConfirmButton
            act="Order again"
            keep="Do not order"
            question="Order it again?"
            loading={deciding.isPending}
            onConfirm={() => deciding.mutate({ decision: "order_again", number: "" })}
          >
            If {job.title} took the first order, both are paid. Render the film again afterwards.
          </ConfirmButton>
        </form>
      )}
      {deciding.error && <ErrorCard problem={deciding.error.problem} />}
    </li>
  );
}

/** Orders nobody can tell about; nothing is shown while there are none. */
export function Questions({ canDecide }: { canDecide: boolean }) {
  const jobs = useQuery({ queryKey: JOBS, queryFn: () => bodyOf(api.GET("/v1/vendor-jobs")) });
  if (jobs.error)
    return <ErrorCard problem={asApiError(jobs.error).problem} onRetry={() => jobs.refetch()} />;
  if (!jobs.data?.data.length) return null;
  return (
    <section aria-label="Orders to decide about">
      <h2>Somebody has to decide</h2>
      <ul className="plain-list">
        {jobs.data.data.map((job) => (
          <Question key={job.id} job={job} canDecide={canDecide} />
        ))}
      </ul>
    </section>
  );
}
