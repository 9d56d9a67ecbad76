/** What the address of policies says: the one that is edited, by its id. */
export interface PoliciesSearch {
  readonly policy?: string
}

export const readPoliciesSearch = ({
  policy,
}: Readonly<Record<string, unknown>>): PoliciesSearch =>
  typeof policy === 'string' && policy !== '' ? { policy } : {}
