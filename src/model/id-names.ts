/**
 * Whether a field's name says that its numbers name something – `userId`, `order_id`, `zip`, `Version`,
 * `status`, `customer`, `year` – so that a sum of them means nothing.
 */
export function isIdName(path: string): boolean {
  const words = splitWords(path.split('.').at(-1) ?? path)
  return idWords.has(words.at(-1) ?? '') || words[0] === 'id' || joined.test(words.join(''))
}

/** In one word: `userid`, `ordernr`. */
const joined =
  /^(user|visitor|customer|person|client|account|session|order|product|item|device|event)s?(id|key|no|nr)$/

/** `userID`, `user_id` → `['user', 'id']` */
const splitWords = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const idWords = new Set([
  ...['id', 'ids', 'uid', 'uuid', 'guid', 'pk', 'key', 'keys', 'code', 'codes', 'sku', 'skus'],
  ...['ean', 'gtin', 'isbn', 'upc', 'asin', 'iban', 'imei', 'msisdn', 'ssn', 'fips', 'naics'],
  ...['zip', 'zipcode', 'postcode', 'postalcode', 'plz', 'phone', 'telephone', 'mobile', 'fax'],
  ...['version', 'build', 'revision', 'nr', 'no', 'hash', 'port', 'ip', 'status'],
  ...['user', 'visitor', 'customer', 'client', 'person', 'member', 'kunde'],
  ...['year', 'years', 'yyyy', 'yyyymm', 'yyyymmdd', 'jahr'],
])
