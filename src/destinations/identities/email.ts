/** An address in lower case and without blanks around it; undefined when it is none. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(email) ? email : undefined
}

const googleHosts: readonly string[] = ['gmail.com', 'googlemail.com']

/**
 * As Google compares them: where it hosts the mailbox, dots mean nothing and what is behind a plus neither
 * (Google Ads API, customer match).
 */
export function normaliseEmailForGoogle(text: string): string | undefined {
  const email = normaliseEmail(text)
  const [mailbox = '', host = ''] = email?.split('@') ?? []
  if (!googleHosts.includes(host)) return email
  const plain = mailbox.replace(/\+.*$/, '').replaceAll('.', '')
  return plain === '' ? undefined : `${plain}@${host}`
}
