import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

class Quiet {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// What components ask of a browser and jsdom does not have.
Object.assign(window, {
  ResizeObserver: Quiet,
  matchMedia: (query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }),
});

afterEach(cleanup);
