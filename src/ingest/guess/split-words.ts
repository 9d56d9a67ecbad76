/** `case:concept:name`, `caseConceptName` → `['case', 'concept', 'name']` */
export function splitWords(name: string): readonly string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * The words of a field's own name: those of the objects around it only where it is called `id`,
 * `key` or `email`. `user.id` → `['user', 'id']`, `properties.distinct_id` → `['distinct', 'id']`
 */
export function splitFieldName(path: string): readonly string[] {
  const parts = path.split('.').filter((part) => part !== '')
  const own = splitWords(parts.at(-1) ?? path)
  const isBare = own.length === 1 && bare.has(own[0]!)
  return isBare && parts.length > 1 ? [...splitWords(parts.at(-2)!), ...own] : own
}

const bare = new Set(['id', 'key', 'email', 'uuid', 'name'])
