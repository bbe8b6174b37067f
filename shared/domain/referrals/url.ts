/** The page where people register, with a referral code: `https://example.com/register?ref=ABC123`. */
export function referralUrl(page: string, code: string): string {
  const [address = '', ...fragment] = page.split('#');
  return [`${address}${address.includes('?') ? '&' : '?'}ref=${code}`, ...fragment].join('#');
}
