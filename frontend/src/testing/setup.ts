import { afterEach } from "vitest";

class Quiet {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// A test of rules alone says `@vitest-environment node`: it has no page, and starts in a tenth of the time.
if ("window" in globalThis) {
  const { cleanup } = await import("@testing-library/react");
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
}
