/**
 * The way out to addresses that somebody gave us: a model's `api_base`, a partner's `callback_url`. Whoever may name an address could
 * make us ask our own network for what only we may see (SSRF), so only public https is ever reached, whatever a name resolves to.
 */
export interface PublicWeb {
  /**
   * Checks an address at the time it is given to us, its name's resolution too, and answers it as read.
   * Fault `request.invalid`, with `field` and the reason in the message. That it passed proves nothing later: `request` checks again.
   */
  admit(address: string, field: string): Promise<URL>;
  /**
   * The standard's `fetch`, for methods, headers, text or byte bodies and `signal` (without one it may wait for ever).
   * Differs in that a redirect is an answer and is never followed, that compressed answers aren't asked for, and that an answer over
   * 16 MB fails. Rejects with the fault `request.invalid` (`details.sent: false`) when the address isn't public at the moment of connecting.
   */
  request(address: string | URL, init?: RequestInit): Promise<Response>;
}
