/** What terminals and readers of logs obey instead of showing: controls, and what turns the direction of writing. */
const obeyed = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu

const short: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** A text on one line, in which what would be obeyed is written as in JSON: `\n`, `\u001b`. */
export const showControls = (text: string): string =>
  text.replace(
    obeyed,
    (letter) => short.get(letter) ?? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** The same for a text of several lines. */
export const showControlsOfLines = (text: string): string =>
  text.split('\n').map(showControls).join('\n')
