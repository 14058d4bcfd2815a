/** What the studio sends over the socket. */
export type LiveMessage =
  | { type: "event"; topic: string; seq: number; kind: string; body: Record<string, unknown>; at: string }
  | { type: "subscribed"; topic: string; seq: number }
  | { type: "resync"; topic: string; seq: number }
  | { type: "revoked"; topic: string }
  | { type: "progress"; topic: string; steps: Record<string, number>; render: RenderFigures }
  | { type: "error"; detail: string };

export type RenderFigures = {
  state: string;
  fraction: number;
  eta_seconds: number | null;
  done: number;
  steps: number;
  running: number;
};
