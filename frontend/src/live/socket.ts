import type { LiveMessage } from "./messages.ts";

type Listener = (message: LiveMessage) => void;
type Subscription = { seq: number | null; listeners: Set<Listener> };

const PATIENCE_MS = 3000;

/** One connection for the page: it subscribes to topics, comes back after a break and asks for what it missed. */
class LiveSocket {
  /** False once a lost connection has not come back for a moment. */
  connected = true;
  private readonly connectionWatchers = new Set<() => void>();
  private lost = 0;
  private socket: WebSocket | null = null;
  private readonly topics = new Map<string, Subscription>();
  private tries = 0;
  private timer = 0;
  private workspace = "";

  listen(workspace: string, topic: string, listener: Listener): () => void {
    if (workspace !== this.workspace) this.moveTo(workspace);
    const known = this.topics.get(topic) ?? { seq: null, listeners: new Set() };
    known.listeners.add(listener);
    if (!this.topics.has(topic)) {
      this.topics.set(topic, known);
      this.say({ type: "subscribe", topic, after: known.seq });
    }
    this.open();
    return () => this.forget(topic, listener);
  }

  /** Tell the others on a topic where one is; told again in a moment, so it does not matter when it is lost. */
  whisper(topic: string, body: object): void {
    if (this.topics.has(topic)) this.say({ type: "presence", topic, body });
  }

  readonly watchConnection = (watcher: () => void): (() => void) => {
    this.connectionWatchers.add(watcher);
    return () => this.connectionWatchers.delete(watcher);
  };

  private setConnected(connected: boolean): void {
    window.clearTimeout(this.lost);
    this.lost = 0;
    if (this.connected === connected) return;
    this.connected = connected;
    for (const watcher of this.connectionWatchers) watcher();
  }

  private forget(topic: string, listener: Listener): void {
    const known = this.topics.get(topic);
    known?.listeners.delete(listener);
    if (known && !known.listeners.size) {
      this.topics.delete(topic);
      this.say({ type: "unsubscribe", topic });
    }
  }

  private moveTo(workspace: string): void {
    this.workspace = workspace;
    this.topics.clear();
    this.socket?.close();
    this.socket = null;
  }

  private open(): void {
    if (this.socket || !this.workspace) return;
    const scheme = window.location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${window.location.host}/v1/live?workspace=${this.workspace}`);
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.setConnected(true);
      for (const [topic, known] of this.topics) this.say({ type: "subscribe", topic, after: known.seq });
    };
    socket.onmessage = (message) => this.hear(JSON.parse(message.data as string) as LiveMessage);
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (event.code === 4401 || event.code === 4403) return;
      this.tries += 1;
      this.lost ||= window.setTimeout(() => this.setConnected(false), PATIENCE_MS);
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.open(), Math.min(15_000, 400 * 2 ** this.tries));
    };
  }

  private say(message: object): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private hear(message: LiveMessage): void {
    if (!("topic" in message)) return;
    const known = this.topics.get(message.topic);
    if (!known) return;
    if ("seq" in message) known.seq = message.seq;
    for (const listener of known.listeners) listener(message);
  }
}

export const live = new LiveSocket();
