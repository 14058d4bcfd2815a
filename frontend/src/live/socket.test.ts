import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { live } from "./socket.ts";

type Sent = { type: string; topic: string; after?: number | null };

/** A server at the other end of the wire, in memory. */
class Wire {
  static all: Wire[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  sent: Sent[] = [];
  onopen = () => {};
  onmessage = (_: { data: string }) => {};
  onclose = (_: { code: number }) => {};
  constructor(readonly url: string) {
    Wire.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Sent);
  }
  open() {
    this.readyState = 1;
    this.onopen();
  }
  say(message: object) {
    this.onmessage({ data: JSON.stringify(message) });
  }
  drop(code = 1006) {
    this.readyState = 3;
    this.onclose({ code });
  }
  close() {}
}

beforeEach(() => {
  vi.useFakeTimers();
  Wire.all = [];
  vi.stubGlobal("WebSocket", Wire);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("after a break it asks for what came after the last number it heard", () => {
  const heard: number[] = [];
  const stop = live.listen("ws_1", "render:rnd_1", (message) => "seq" in message && heard.push(message.seq));
  const first = Wire.all[0] as Wire;
  first.open();
  expect(first.sent).toContainEqual({ type: "subscribe", topic: "render:rnd_1", after: null });
  first.say({ type: "subscribed", topic: "render:rnd_1", seq: 4 });
  first.say({ type: "event", topic: "render:rnd_1", seq: 5, kind: "step.done", body: {}, at: "" });
  first.drop();
  vi.advanceTimersByTime(2000);
  const second = Wire.all[1] as Wire;
  second.open();
  expect(second.sent).toEqual([{ type: "subscribe", topic: "render:rnd_1", after: 5 }]);
  expect(heard).toEqual([4, 5]);
  stop();
});

test("it does not knock again where it was told to stay out", () => {
  const stop = live.listen("ws_2", "project:prj_1", () => {});
  (Wire.all[0] as Wire).drop(4403);
  vi.advanceTimersByTime(60_000);
  expect(Wire.all).toHaveLength(1);
  stop();
});

test("a topic nobody listens to any more is given up", () => {
  const stop = live.listen("ws_3", "project:prj_1", () => {});
  const wire = Wire.all[0] as Wire;
  wire.open();
  stop();
  expect(wire.sent.at(-1)).toEqual({ type: "unsubscribe", topic: "project:prj_1" });
});

test("a break is said once it lasts, and over when the studio is heard again", () => {
  const stop = live.listen("ws_4", "project:prj_1", () => {});
  (Wire.all[0] as Wire).open();
  (Wire.all[0] as Wire).drop();
  expect(live.connected).toBe(true);
  vi.advanceTimersByTime(3500);
  expect(live.connected).toBe(false);
  (Wire.all.at(-1) as Wire).open();
  expect(live.connected).toBe(true);
  stop();
});
