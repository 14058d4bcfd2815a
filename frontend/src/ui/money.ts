const MICRO = 1_000_000;

/** Millionths of a dollar as people read them: `$12.30`; less than a cent says so, because `$0.00` would be a lie. */
export function money(amount: number): string {
  const sign = amount < 0 ? "−" : "";
  const size = Math.abs(amount);
  if (size > 0 && size < MICRO / 100) return `${sign}under $0.01`;
  const dollars = Math.floor(size / (MICRO / 100)) / 100;
  return `${sign}$${dollars.toLocaleString("en-US", { minimumFractionDigits: 2 })}`;
}

/** The same with the parts of a cent that lines of a bill are made of: `$0.0037`; less than those says so too. */
export function fine(amount: number): string {
  if (amount > 0 && amount < MICRO / 10_000) return "under $0.0001";
  return Math.abs(amount) >= MICRO || !amount
    ? money(amount)
    : `${amount < 0 ? "−" : ""}$${(Math.abs(amount) / MICRO).toFixed(4)}`;
}

/** A limit, rounded up to the cent so that what is said always suffices; nothing is `free`. */
export function atMost(amount: number): string {
  return amount ? money(Math.ceil(amount / (MICRO / 100)) * (MICRO / 100)) : "free";
}

/** `4.50` as millionths of a dollar; null for what is no amount. */
export function readMoney(text: string): number | null {
  const plain = text.trim().replace(/^\$/, "").replaceAll(",", "");
  return /^-?\d+(\.\d{1,6})?$/.test(plain) ? Math.round(Number(plain) * MICRO) : null;
}
