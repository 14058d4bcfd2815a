import type { Schemas } from "../api/queries.ts";
import { words } from "./index.tsx";

/** A stage of a render, and how much of it is made. */
export function StageName({ stage }: { stage: Schemas["RenderOut"]["stages"][number] }) {
  return (
    <span className="stage-name">
      {words(stage.stage)}
      <span className="tabular">{stage.done === stage.steps ? "✓" : `${stage.done}/${stage.steps}`}</span>
    </span>
  );
}
