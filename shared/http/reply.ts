/** An answer, with its literals kept as such so that the contract's schema can check them. */
export const reply = <const Status extends number, const Body>(status: Status, body: Body, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body,
});

/** The platform's documented answer: `{"code": 200, "message", "data"}` (platform-api.txt, top). */
export const success = <const Data>(data: Data, message = 'success', headers: Record<string, string> = {}) =>
  reply(200, { code: 200, message, data } as const, headers);
