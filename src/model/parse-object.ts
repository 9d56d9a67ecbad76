/** Texts, and whole numbers with more digits than a double holds. */
const textOrLong = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/** The object that a text is as JSON, with all digits of long numbers as a text; undefined where it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  const whole = text.replaceAll(textOrLong, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  )
  try {
    const parsed: unknown = JSON.parse(whole)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
