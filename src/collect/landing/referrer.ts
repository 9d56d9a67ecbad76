import { findClickId } from './click-id.ts'
import { readAddress } from './read-address.ts'
import { mailHosts, searchHosts, socialHosts } from './referring-hosts.ts'

export type ReferrerType = 'direct' | 'internal' | 'search' | 'social' | 'mail' | 'paid' | 'other'

export interface Referrer {
  readonly type: ReferrerType
  readonly domain?: string | undefined
  /** `Google`, `Facebook`, where it is known. */
  readonly name?: string | undefined
}

/** Where a page view came from: a paid click is told by its click id or its medium, whoever refers. */
export function classifyReferrer(
  page: URL | undefined,
  referrer: string | undefined,
  medium: string | undefined,
): Referrer {
  const domain = hostOf(referrer)
  const name = domain === undefined ? undefined : nameOf(domain)
  const told = { ...(domain && { domain }), ...(name && { name }) }
  const click = page && findClickId(page.searchParams)
  if (click?.isPaid || isPaidMedium(medium)) return { type: 'paid', ...told }
  if (click?.kind === 'mail' || /^e-?mail$/i.test(medium ?? '')) return { type: 'mail', ...told }
  if (domain === undefined) return { type: 'direct' }
  if (page && isSameSite(page.hostname, domain)) return { type: 'internal', ...told }
  return { type: typeOf(domain), ...told }
}

const isPaidMedium = (medium: string | undefined): boolean =>
  /^(cpc|ppc|cpm|cpv|cpa|paid.*|display|retargeting)$/i.test(medium ?? '')

function typeOf(domain: string): ReferrerType {
  if (find(mailHosts, domain)) return 'mail'
  if (find(searchHosts, domain)) return 'search'
  return find(socialHosts, domain) ? 'social' : 'other'
}

const nameOf = (domain: string) =>
  find(mailHosts, domain) ?? find(searchHosts, domain) ?? find(socialHosts, domain)

/** A host of a list, or one below it; `google.*` is Google in any country. */
function find(hosts: ReadonlyMap<string, string>, domain: string): string | undefined {
  const labels = domain.split('.')
  for (let at = 0; at < labels.length - 1; at++) {
    const host = labels.slice(at).join('.')
    const anyCountry = `${labels[at]}.*`
    const named =
      hosts.get(host) ?? (isCountry(labels.slice(at + 1)) ? hosts.get(anyCountry) : undefined)
    if (named) return named
  }
  return undefined
}

/** `com`, `de`, `co.uk`: what stands behind the name of a company with many. */
const isCountry = (labels: readonly string[]): boolean =>
  labels.length <= 2 && labels.every((label) => label.length <= 3)

/** Hosts of one site: the same but for `www.` and what is below. */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [plain(a), plain(b)]
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
}

const plain = (host: string): string => host.toLowerCase().replace(/^www\./, '')

export function hostOf(address: string | undefined): string | undefined {
  const url = address ? readAddress(address) : undefined
  if (url === undefined) return undefined
  const { hostname, protocol } = url
  if (protocol === 'android-app:') return hostname
  return /^https?:$/.test(protocol) && hostname !== '' ? plain(hostname) : undefined
}
