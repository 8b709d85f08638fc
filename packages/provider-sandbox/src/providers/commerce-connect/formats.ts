/** An amount as text, in hundredths. A `%` at its end, which the description lets pass, is not looked at. */
export function hundredthsOf(amount: string): number {
  return Math.round(Number(amount.replace('%', '')) * 100);
}

/** With two decimals, as the gateway writes amounts. */
export function amountOf(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

/** What the customer pays on top. 2 per cent and 18 per cent of those fit the description's example; inferred. */
export function feesOf(hundredths: number): { readonly fee: number; readonly tax: number } {
  const fee = Math.round(hundredths * 0.02);
  return { fee, tax: Math.round(fee * 0.18) };
}

/** As the gateway writes times: without a zone. That it is UTC is inferred. */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -1).replace('T', ' ')}0`;
}
