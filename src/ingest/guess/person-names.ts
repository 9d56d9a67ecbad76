import { splitFieldName } from './split-words.ts'

/** How much a field's name says that it names the person, 0 to 100. */
export function weighPersonName(path: string): number {
  const words = splitFieldName(path)
  const exact = names.indexOf(words.join('_'))
  const nested = (path.split('.').length - 1) * 0.1
  const weight = exact >= 0 ? 100 - exact : weighWords(words)
  return weight === 0 ? 0 : weight - nested
}

function weighWords(words: readonly string[]): number {
  const whole = words.join('')
  const about = words.findIndex((word) => isPerson(word))
  if (about < 0) return contactWords.has(words.at(-1) ?? '') ? 25 : weighJoined(whole)
  const rest = words.filter((word, index) => index !== about && !fillers.has(word))
  if (rest.length === 0) return 45
  if (rest.every((word) => idWords.has(word))) return 60
  if (rest.every((word) => idWords.has(word) || contactWords.has(word))) return 40
  return 0
}

/** Names in one word: `visitorid`, `kundennr`. */
function weighJoined(whole: string): number {
  const id = /^(?<about>.+?)(id|key|nr|no|num|number|nummer|hash|uuid|guid|code)$/.exec(whole)
  const before = id?.groups?.['about'] ?? ''
  return before !== '' && isPerson(before) ? 58 : 0
}

const isPerson = (word: string): boolean => persons.has(word)

/** Names that say it, the best first. */
const names: readonly string[] = [
  'user_pseudo_id',
  'distinct_id',
  'anonymous_id',
  'domain_userid',
  'mcvisid',
  'ecid',
  'case_concept_name',
  'full_visitor_id',
  'visitor_id',
  'idvisitor',
  'id_visitor',
  'amplitude_id',
  'person_id',
  'customer_id',
  'user_id',
  'userid',
  'uid',
  'client_id',
  'case_id',
  'caseid',
  'post_visid_high',
  'visid_high',
  'customer_user_id',
  'apps_flyer_id',
  'adid',
  'network_userid',
  'cookie_id',
  'device_id',
  'cookie',
  'customer_email',
  'email',
]

const persons = new Set([
  ...['user', 'users', 'visitor', 'visitors', 'customer', 'client', 'person', 'member', 'patient'],
  ...['subscriber', 'account', 'guest', 'passenger', 'student', 'player', 'buyer', 'shopper'],
  ...[
    'household',
    'who',
    'anonymous',
    'profile',
    'consumer',
    'loyalty',
    'caller',
    'cust',
    'respondent',
  ],
  ...['kunde', 'kunden', 'besucher', 'nutzer', 'benutzer', 'mitglied', 'mitglieds', 'karten'],
  ...['cliente', 'usuario', 'utente', 'utilisateur', 'visiteur', 'klant', 'gebruiker', 'visid'],
])

const idWords = new Set([
  ...[
    'id',
    'ids',
    'key',
    'nr',
    'no',
    'num',
    'number',
    'nummer',
    'hash',
    'uuid',
    'guid',
    'code',
    'ref',
  ],
  ...['pseudo', 'unique', 'external', 'numero', 'identifier', 'card', 'sk', 'pk'],
])

const contactWords = new Set([
  ...['email', 'mail', 'phone', 'mobile', 'telephone', 'telefon', 'telefonnummer', 'msisdn', 'ani'],
])

/** Words that change nothing. */
const fillers = new Set([
  'the',
  'of',
  'a',
  'hashed',
  'original',
  'post',
  'crm',
  'de',
  'e',
  'sha256',
])
