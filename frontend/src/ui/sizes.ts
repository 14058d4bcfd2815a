const MACHINES: Record<string, string> = {
  cpu: "processor",
  "gpu-small": "small graphics card",
  "gpu-medium": "medium graphics card",
  "gpu-large": "large graphics card",
};

/** A worker size as people know machines: `gpu-small` is a small graphics card. */
export function machine(size: string): string {
  return size === "cloud" ? "orders at vendors" : (MACHINES[size] ?? size);
}
