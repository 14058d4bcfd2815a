import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import { type ApiError, orProblem } from "../../api/errors.ts";
import { MONEY, type Schemas } from "../../api/queries.ts";
import { machine } from "../../ui/sizes.ts";

export type Balance = Schemas["BalanceOut"];
export type Cap = Schemas["CapOut"];
export type By = "day" | "project" | "member" | "api_key" | "preset" | "engine" | "size";
export type PlanOnOffer = Schemas["PlanOut"];
export type Subscription = Schemas["SubscriptionOut"];
export type UsageRow = Schemas["UsageOut"];

export const usageQuery = (by: By, since: string) =>
  queryOptions({
    queryKey: [MONEY, "usage", by, since],
    queryFn: () => bodyOf(api.GET("/v1/usage", { params: { query: { by, since } } })),
  });

/** An amount as render minutes of each kind of machine: `1,250 min on a processor, or 83 min on a large graphics card`. */
export function minutes(amount: number, rates: Balance["rates"]): string {
  return rates
    .filter((each) => each.size !== "cloud" && each.per_minute > 0)
    .map(({ size, per_minute }) => {
      const whole = Math.floor(amount / per_minute).toLocaleString("en-US");
      return `${whole} min on a ${machine(size)}`;
    })
    .join(", or ");
}

export const LOOK_AGAIN_MS = 5000;

export const subscriptionQuery = queryOptions({
  queryKey: [MONEY, "subscription"],
  queryFn: () => bodyOf(api.GET("/v1/subscription")),
});

export type AutoTopUp = Schemas["AutoTopUpOut"];

export const autoTopUpQuery = queryOptions({
  queryKey: [MONEY, "auto-top-up"],
  queryFn: () => bodyOf(api.GET("/v1/auto-top-up")),
});

export const invoicesQuery = queryOptions({
  queryKey: [MONEY, "invoices"],
  queryFn: () => bodyOf(api.GET("/v1/invoices")),
  staleTime: 60_000,
});

/** The header of a request that is to be done once. */
export const once = () => ({ params: { header: { "Idempotency-Key": crypto.randomUUID() } } });

/** Going on at a page of Stripe's that the studio opens. */
export function usePage(address: "/v1/auto-top-up/card") {
  return useMoney(() => bodyOf(api.POST(address, once())).then((page) => window.location.assign(page.url)));
}

export const statementQuery = queryOptions({
  queryKey: [MONEY, "movements"],
  queryFn: () => bodyOf(api.GET("/v1/movements", { params: { query: { limit: 50 } } })),
});

export const chargesQuery = (renderId: string) =>
  queryOptions({
    queryKey: [MONEY, "charges", renderId],
    queryFn: () => bodyOf(api.GET("/v1/charges", { params: { query: { render_id: renderId, limit: 200 } } })),
  });

export const memberNamesQuery = queryOptions({
  queryKey: ["members"],
  queryFn: () => bodyOf(api.GET("/v1/members")),
});

/** Something that moves money or its limits; what the studio refuses arrives as a problem. */
export function useMoney<T, Answer>(ask: (given: T) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiError, T>({
    mutationFn: orProblem(ask),
    onSuccess: () => client.invalidateQueries({ queryKey: [MONEY] }),
  });
}
