import { useNetwork } from "@mantine/hooks";
import { useSyncExternalStore } from "react";
import { live } from "./socket.ts";

/** Whether the studio is heard right now; a break of a moment does not count. */
export function useConnected(): boolean {
  const heard = useSyncExternalStore(live.watchConnection, () => live.connected);
  const { online } = useNetwork();
  return heard && online;
}
