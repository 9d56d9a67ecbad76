import { getOwn } from '../../model/own.ts'

/** What advertisers and senders of mail add to an address, so that a click is known again. */
const clickIds: Readonly<
  Record<string, { readonly kind: 'ad' | 'mail' | 'social'; readonly of: string }>
> = {
  gclid: { kind: 'ad', of: 'Google Ads' },
  gbraid: { kind: 'ad', of: 'Google Ads' },
  wbraid: { kind: 'ad', of: 'Google Ads' },
  dclid: { kind: 'ad', of: 'Google Display' },
  msclkid: { kind: 'ad', of: 'Microsoft Ads' },
  ttclid: { kind: 'ad', of: 'TikTok' },
  twclid: { kind: 'ad', of: 'X' },
  li_fat_id: { kind: 'ad', of: 'LinkedIn' },
  rdt_cid: { kind: 'ad', of: 'Reddit' },
  epik: { kind: 'ad', of: 'Pinterest' },
  sccid: { kind: 'ad', of: 'Snapchat' },
  yclid: { kind: 'ad', of: 'Yandex' },
  qclid: { kind: 'ad', of: 'Quora' },
  irclickid: { kind: 'ad', of: 'Impact' },
  // Facebook adds it to every link that leaves it, paid or not.
  fbclid: { kind: 'social', of: 'Facebook' },
  igshid: { kind: 'social', of: 'Instagram' },
  mc_eid: { kind: 'mail', of: 'Mailchimp' },
  _kx: { kind: 'mail', of: 'Klaviyo' },
  _hsenc: { kind: 'mail', of: 'HubSpot' },
  mkt_tok: { kind: 'mail', of: 'Marketo' },
  vero_id: { kind: 'mail', of: 'Vero' },
}

export interface ClickId {
  /** `gclid` */
  readonly name: string
  readonly value: string
  readonly of: string
  readonly kind: 'ad' | 'mail' | 'social'
  readonly isPaid: boolean
}

/** The first one in an address's parameters. */
export function findClickId(parameters: URLSearchParams): ClickId | undefined {
  for (const [given, value] of parameters) {
    const name = given.toLowerCase()
    const known = getOwn(clickIds, name)
    if (value === '' || known === undefined) continue
    return { name, value, ...known, isPaid: known.kind === 'ad' }
  }
  return undefined
}
