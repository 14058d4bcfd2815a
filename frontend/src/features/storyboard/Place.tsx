import { Button } from "@mantine/core";
import type { Shot } from "../../api/queries.ts";
import { type Move, stepped } from "./reorder.ts";

/** Where in its scene the shot stands; by dragging, by keys, or here. */
export function Place({
  shot,
  scene,
  onMove,
  busy,
  onBack,
}: {
  shot: Shot;
  scene: Shot[];
  onMove: (move: Move) => void;
  busy: boolean;
  onBack: () => void;
}) {
  const earlier = stepped(scene, shot.id, -1);
  const later = stepped(scene, shot.id, 1);
  return (
    <div className="place">
      <Button
        variant="default"
        size="compact-sm"
        disabled={!earlier}
        onClick={() => earlier && onMove(earlier)}
      >
        Earlier
      </Button>
      <Button variant="default" size="compact-sm" disabled={!later} onClick={() => later && onMove(later)}>
        Later
      </Button>
      {shot.pinned.includes("order") && (
        <Button variant="subtle" color="gray" size="compact-sm" loading={busy} onClick={onBack}>
          Put back as written
        </Button>
      )}
    </div>
  );
}
