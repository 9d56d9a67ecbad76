/** At most so many UTF-16 units of a text, without half a character at the end. */
export const cutText = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** An address without the name and password that may stand in it. */
export const hideUserOfAddress = (text: string): string =>
  text.replaceAll(/(\w:\/\/)[^\s/?#"]*@/g, '$1…@')

/** A value as it is shown in a message: JSON, shortened, without secrets of addresses. */
export const show = (value: unknown): string => {
  const text = hideUserOfAddress(
    value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value)),
  )
  return text.length > 80 ? `${cutText(text, 77)}…` : text
}
