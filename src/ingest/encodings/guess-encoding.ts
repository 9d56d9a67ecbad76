import { analyse } from 'chardet'
import iconv from 'iconv-lite'
import { type Alphabet, singleByteEncodings } from './alphabets.ts'

/** A text in one of the encodings that it may be in. */
export interface EncodingReading {
  readonly encoding: string
  readonly text: string
}

/**
 * The encodings that bytes, which are no UTF-8, may be in: one when they leave no doubt, several when
 * they can be read differently, none when they look like no text.
 */
export function guessEncodings(bytes: Uint8Array): readonly EncodingReading[] {
  const found = findMultiByte(bytes)
  if (found !== undefined) return [found]
  const readings = singleByteEncodings.map(([encoding, alphabets]) => {
    const text = iconv.decode(Buffer.from(bytes), encoding)
    return { encoding, text, score: Math.max(...alphabets.map((each) => plausibility(text, each))) }
  })
  const best = Math.max(...readings.map(({ score }) => score))
  if (best <= 0) return readMultiByte(bytes)
  const near = readings
    .filter(({ score }) => score >= best * NEAR)
    .toSorted((a, b) => b.score - a.score)
  const different = near.filter(({ text }, index) => index === 0 || text !== near[0]!.text)
  const likely = different.length > 1 && findByLetterPairs(bytes, different)
  return likely ? [likely] : different
}

/** The reading whose pairs of letters are far more usual than those of the others. */
function findByLetterPairs(bytes: Uint8Array, readings: readonly EncodingReading[]) {
  const confidences = new Map<string, number>()
  for (const { name, confidence } of analyse(bytes)) {
    const encoding = windowsNames.get(name) ?? name.toLowerCase()
    confidences.set(encoding, Math.max(confidence, confidences.get(encoding) ?? 0))
  }
  const confidence = ({ encoding }: EncodingReading) => confidences.get(encoding) ?? 0
  const [first, second] = readings.toSorted((a, b) => confidence(b) - confidence(a))
  const isSure = confidence(first!) >= ENOUGH && confidence(first!) > confidence(second!) * FAR
  return isSure ? first : undefined
}

const FAR = 1.3
const ENOUGH = 30

/** The encodings of Windows have the letters of these, and more. */
const windowsNames = new Map([
  ['ISO-8859-1', 'windows-1252'],
  ['ISO-8859-2', 'windows-1250'],
  ['ISO-8859-5', 'windows-1251'],
  ['ISO-8859-7', 'windows-1253'],
  ['ISO-8859-9', 'windows-1254'],
])

/** A reading this much less plausible than the best one is none. */
const NEAR = 0.92
const SURE = 95

const multiByte = new Set(['Shift_JIS', 'EUC-JP', 'EUC-KR', 'GB18030', 'Big5'])

/** All encodings with several bytes per character whose rules the bytes keep. */
function readMultiByte(bytes: Uint8Array): readonly EncodingReading[] {
  return [...multiByte]
    .map((name) => ({ encoding: name.toLowerCase(), text: iconv.decode(Buffer.from(bytes), name) }))
    .filter(({ text }) => !text.includes('\uFFFD'))
}

/** Encodings with several bytes per character have rules that other text breaks. */
function findMultiByte(bytes: Uint8Array): EncodingReading | undefined {
  const [best] = analyse(bytes)
  if (best === undefined || best.confidence < SURE || !multiByte.has(best.name)) return undefined
  return { encoding: best.name.toLowerCase(), text: iconv.decode(Buffer.from(bytes), best.name) }
}

/**
 * How much a text reads like one of a language, up to 1 for its most frequent letters: by its words
 * with letters beyond a to z. Below 0 where most of them can be no words.
 */
function plausibility(text: string, alphabet: Alphabet): number {
  const words = text.match(foreignWords) ?? []
  if (words.length === 0) return 0
  const scores = words.map((word) => scoreWord(word, alphabet))
  return scores.reduce((sum, score) => sum + score, 0) / words.length
}

/** What stands between blanks and signs of ASCII, where it has something else than ASCII in it. */
const foreignWords = /[A-Za-z'’]*[^\0-\x7f](?:[A-Za-z'’]|[^\0-\x7f])*/g

const usualCase = /^[^\p{L}]*(\p{Lu}?\p{Ll}*|\p{Lu}+)([-'’]\p{L}+)*[^\p{L}]*$/u
const usualSigns = new Set('’‘“”„«»–—…•€£¥§©®™°²³µ·¿¡ªº×½¼№  ')

const FREQUENT = 1
const OTHER = 0.5
/** A single letter or sign: of these nearly every encoding has one. */
const ALONE_LETTER = 0.4
const SIGN = 0.5
const IMPOSSIBLE = -1

function scoreWord(word: string, alphabet: Alphabet): number {
  const foreign = [...word.replaceAll('İ', 'i').toLowerCase()].filter((letter) => letter > '\x7f')
  const scores = foreign.map((letter) => scoreLetter(letter, alphabet))
  if (!usualCase.test(word) || scores.includes(IMPOSSIBLE)) return IMPOSSIBLE
  // No word is written in two scripts.
  if (alphabet.isOwnScript && /[A-Za-z]/.test(word)) return IMPOSSIBLE
  if (word.length === 1 && /\p{L}/u.test(word)) return ALONE_LETTER
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
}

function scoreLetter(letter: string, { frequent, others }: Alphabet): number {
  if (frequent.includes(letter)) return FREQUENT
  if (others.includes(letter)) return OTHER
  return usualSigns.has(letter) ? SIGN : IMPOSSIBLE
}
