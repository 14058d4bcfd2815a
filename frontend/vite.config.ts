import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const studio = process.env.STUDIO_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/static/",
  plugins: [react()],
  build: { assetsDir: "app", manifest: "app/manifest.json", target: "es2022" },
  server: { proxy: { "/v1": { target: studio, ws: true }, "/_allauth": studio, "/media": studio } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    css: false,
    // one browser for all files, which takes a sixth of the time: each test puts back what it has replaced
    isolate: false,
    restoreMocks: true,
    unstubGlobals: true,
    // a page of many fields takes seconds to draw where tests of everything else run beside
    testTimeout: 20_000,
  },
});
