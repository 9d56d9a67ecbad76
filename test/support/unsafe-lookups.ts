import { relative } from 'node:path'
import {
  type Expression,
  isAsExpression,
  isBinaryExpression,
  isElementAccessExpression,
  isNonNullExpression,
  isParenthesizedExpression,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync'

interface Lookup {
  readonly whole: Node
  readonly key: Expression
}

/**
 * Where a plain object is asked for a key that is any text, as `src/file.ts: fields[name]`: under `constructor`
 * and `toString` it answers with what every object has. Names of files are relative to the root.
 */
export function findUnsafeLookups(root: string, config: string): readonly string[] {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects()
    const { program, checker } = project!
    return program
      .getSourceFileNames()
      .filter((name) => relative(root, name).startsWith('src/') && !/\.test\.tsx?$/.test(name))
      .flatMap((name) => unsafeIn(checker, program.getSourceFile(name)!, relative(root, name)))
  } finally {
    api.close()
  }
}

function unsafeIn(checker: Checker, file: SourceFile, name: string): readonly string[] {
  const lookups = listLookups(file)
  if (lookups.length === 0) return []
  const types = checker.getTypeAtLocation(lookups.map(({ key }) => key))
  return lookups
    .filter((_, index) => isAnyText(types[index]))
    .map(({ whole }) => `${name}: ${file.text.slice(whole.pos, whole.end).trim()}`)
}

function listLookups(file: SourceFile): readonly Lookup[] {
  const found: Lookup[] = []
  const visit = (node: Node): void => {
    if (isElementAccessExpression(node)) {
      found.push({ whole: node, key: bare(node.argumentExpression) })
    }
    if (isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword) {
      found.push({ whole: node, key: bare(node.left) })
    }
    node.forEachChild(visit)
  }
  visit(file)
  return found
}

/** Without what only tells the compiler to believe that it is one of the keys. */
function bare(key: Expression): Expression {
  const isWrapped =
    isParenthesizedExpression(key) || isNonNullExpression(key) || isAsExpression(key)
  return isWrapped ? bare(key.expression) : key
}

function isAnyText(type: Type | undefined): boolean {
  if (type === undefined) return false
  if ((type.flags & TypeFlags.String) !== 0) return true
  return (type.flags & TypeFlags.Union) !== 0 && (membersOf(type)?.some(isAnyText) ?? false)
}

const membersOf = (type: Type): readonly Type[] | undefined =>
  'getTypes' in type ? (type.getTypes as () => readonly Type[] | undefined)() : undefined
