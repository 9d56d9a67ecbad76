/** The field that an input of a template most likely is: of the same name, or with the same words in it. */
export function guessField(input: string, paths: readonly string[]): string | undefined {
  const wanted = wordsOf(input)
  return (
    paths.find((path) => path === input) ??
    paths.find((path) => wordsOf(path).join(' ') === wanted.join(' ')) ??
    paths.find((path) => path.split('.').at(-1) === input) ??
    paths.find((path) => wanted.every((word) => wordsOf(path).includes(word)))
  )
}

const wordsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/)
