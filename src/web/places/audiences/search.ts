type Given = Readonly<Record<string, unknown>>

const textIn = <N extends string>(given: Given, name: N): { readonly [name in N]?: string } => {
  const value = given[name]
  return typeof value === 'string' && value !== ''
    ? ({ [name]: value } as { readonly [name in N]: string })
    : {}
}

/** What the address of a list says: what is searched for. */
export interface ListSearch {
  readonly find?: string
}

export const readListSearch = (given: Given): ListSearch => textIn(given, 'find')

/** What a new audience begins with. */
export interface NewAudienceSearch {
  readonly view?: string
  readonly segment?: string
}

export const readNewAudienceSearch = (given: Given): NewAudienceSearch => ({
  ...textIn(given, 'view'),
  ...textIn(given, 'segment'),
})
