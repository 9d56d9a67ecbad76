export const printNumbers = (numbers: readonly number[]): string => numbers.join(', ')

/** Numbers with commas, semicolons or spaces between them; undefined where something is no number. */
export function readNumbers(text: string): readonly number[] | undefined {
  const numbers = text.split(/[,;\s]+/).filter((each) => each !== '')
  const read = numbers.map(Number)
  return read.every(Number.isFinite) ? read : undefined
}
