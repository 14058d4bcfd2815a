import { Button } from "@mantine/core";

/** Beside a turn: where a clip begins or ends. It is seen when the turn is pointed at or reached with the keyboard. */
export function ClipButton({ act, onPress }: { act: string; onPress: () => void }) {
  return (
    <Button className="clip-button" variant="default" size="compact-xs" onClick={onPress}>
      {act}
    </Button>
  );
}
