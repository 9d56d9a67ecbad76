/** Whether each word of what is searched for is in one of the texts, whatever the case of letters. */
export function matchesWords(search: string, texts: readonly (string | undefined)[]): boolean {
  const whole = texts.join(' ').toLocaleLowerCase()
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word))
}
