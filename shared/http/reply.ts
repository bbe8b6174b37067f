/** An answer, with its literals kept as such so that the contract's schema can check them. */
export const reply = <const Status extends number, const Body>(status: Status, body: Body, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
});
