/**
 * The column names of a header line. A name may stand in double quotes (twice for a quote itself);
 * spaces around names are not part of them.
 */
export function splitHeader(line: string, delimiter: string): readonly string[] {
  if (line === '') return []
  const names: string[] = []
  let at = 0
  while (at <= line.length) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(at))
    const next = line.indexOf(delimiter, at + (quoted?.[0].length ?? 0))
    const end = next === -1 ? line.length : next
    names.push(quoted?.[1]?.replaceAll('""', '"') ?? line.slice(at, end).trim())
    at = end + delimiter.length
  }
  return names
}
