/** What countries are called in data, and how the map writes them. In small letters, without accents. */
const spellings: Readonly<Record<string, string>> = {
  'united states': 'United States of America',
  usa: 'United States of America',
  uk: 'United Kingdom',
  'great britain': 'United Kingdom',
  'russian federation': 'Russia',
  'republic of korea': 'South Korea',
  korea: 'South Korea',
  'viet nam': 'Vietnam',
  'czech republic': 'Czechia',
  turkiye: 'Turkey',
  'north macedonia': 'Macedonia',
  'congo - kinshasa': 'Dem. Rep. Congo',
  'democratic republic of the congo': 'Dem. Rep. Congo',
  'congo - brazzaville': 'Congo',
  'republic of the congo': 'Congo',
  'ivory coast': "Côte d'Ivoire",
  'western sahara': 'W. Sahara',
  'dominican republic': 'Dominican Rep.',
  'falkland islands': 'Falkland Is.',
  'central african republic': 'Central African Rep.',
  'equatorial guinea': 'Eq. Guinea',
  swaziland: 'eSwatini',
  'myanmar (burma)': 'Myanmar',
  burma: 'Myanmar',
  'solomon islands': 'Solomon Is.',
  'bosnia & herzegovina': 'Bosnia and Herz.',
  'bosnia and herzegovina': 'Bosnia and Herz.',
  'south sudan': 'S. Sudan',
  'trinidad & tobago': 'Trinidad and Tobago',
  'palestinian territories': 'Palestine',
}

const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index))

/** By other spellings and by codes of two letters: how the map writes a country. */
export function nameCodes(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const found = new Map(Object.entries(spellings))
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second
      const name = english.of(code.toUpperCase())
      if (name === undefined || found.has(code)) continue
      const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/g, "'")
      found.set(code, found.get(plain.toLowerCase()) ?? plain)
    }
  }
  return found
}
