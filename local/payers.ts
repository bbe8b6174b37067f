const KEPT = 1000;

/** Where the API's answers sent payers, by order: what a person at the cashier would have in the browser. The last 1,000. */
export function createPayers() {
  const urls = new Map<string, string>();

  return {
    /** Looks at an answer's body. */
    read(body: Buffer): void {
      if (!body.includes('"payment_url"')) return;
      const { order_id, payment_url } = dataOf(body.toString());
      if (typeof order_id !== 'string' || typeof payment_url !== 'string' || !URL.canParse(payment_url)) return;
      urls.set(order_id, payment_url);
      const [oldest] = urls.keys();
      if (urls.size > KEPT && oldest !== undefined) urls.delete(oldest);
    },

    paymentUrlOf: (orderId: string): string | undefined => urls.get(orderId),
  };
}

function dataOf(text: string): { order_id?: unknown; payment_url?: unknown } {
  try {
    return JSON.parse(text).data ?? {};
  } catch {
    return {};
  }
}
