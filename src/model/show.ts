/** At most so many UTF-16 units of a text, without half a character at the end. */
export const cutText = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** A value as it is shown in a message: JSON, shortened. */
export const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${cutText(text, 77)}…` : text
}
