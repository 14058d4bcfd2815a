import type { components } from "../api/schema.d.ts";

/** What the studio sends over the socket. */
export type LiveMessage = components["schemas"]["LiveMessage"];
export type RenderFigures = components["schemas"]["LiveRenderFigures"];
