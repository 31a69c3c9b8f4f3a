/** What the server said of an e-mail that failed, by its reply code (RFC 5321): never (5xx), not now (4xx), or nothing. */
export function mailVerdict(error: unknown): 'refused' | 'later' | 'unheard' {
  const { responseCode } = error as { responseCode?: number };
  if (responseCode === undefined || responseCode < 400) return 'unheard';
  return responseCode < 500 ? 'later' : 'refused';
}
