import { printPath } from '../model/path.ts'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { ThroughlineError } from '../model/errors.ts'
import { sayNearest } from '../model/nearest.ts'
import { getOwn } from '../model/own.ts'
import { type Client, openClient } from './client.ts'
import type { Command, CommandGroup } from './command.ts'
import { commands, isCommandName } from './commands/index.ts'
import { ServerProblem } from './server-problem.ts'
import { guardTerminal, type Input, type Terminal, UsageError } from './terminal.ts'

const everywhere = {
  data: 'DIR   folder of the stores (default ./throughline-data)',
  server: 'URL   a running server instead of a folder',
  'token-file': 'FILE  that holds its token (or THROUGHLINE_TOKEN)',
  token: 'T     its token; others can read it in the list of processes',
  help: '      this text',
} as const

/** Runs one command. Gives its exit code: 0, 1 after an error, 2 for wrong usage. */
export async function runCli(argv: readonly string[], given: Terminal): Promise<number> {
  const terminal = guardTerminal(given)
  const [name, ...rest] = argv
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.stdout.write(overviewOf('throughline', commands))
    return name === undefined ? 2 : 0
  }
  if (name === '--version') return printVersion(terminal)
  try {
    if (!isCommandName(name)) throw noCommand('', name, commands)
    const found: Command | CommandGroup = commands[name]
    return 'commands' in found
      ? await runInGroup(name, found, rest, terminal)
      : await runCommand(name, found, rest, terminal)
  } catch (error) {
    const all: unknown[] = error instanceof AggregateError ? error.errors : [error]
    for (const each of all) terminal.stderr.write(`${lineOf(each)}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}

async function runInGroup(
  name: string,
  { summary, commands: inGroup }: CommandGroup,
  [next, ...rest]: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (next === undefined || next === '--help' || next === '-h' || next === 'help') {
    terminal.stdout.write(overviewOf(`throughline ${name}`, inGroup, summary))
    return next === undefined ? 2 : 0
  }
  const found = getOwn(inGroup, next)
  if (found) return runCommand(`${name} ${next}`, found, rest, terminal)
  throw noCommand(` ${name}`, next, inGroup)
}

function noCommand(group: string, name: string, known: object): UsageError {
  const nearest = sayNearest(name, Object.keys(known))
  return new UsageError(
    `there is no command${group} ${name}${nearest}; try throughline${group} --help`,
  )
}

async function runCommand(
  name: string,
  command: Command,
  argv: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const input = inputOf(name, command, argv)
  if (input.has('help')) {
    terminal.stdout.write(helpOf(name, command))
    return 0
  }
  const [least, most] = command.arguments
  const given = input.positionals.length
  if (given < least || given > most) {
    const count = given < least ? 'too few' : 'too many'
    throw new UsageError(`usage: throughline ${name} ${command.usage} (${count} arguments)`)
  }
  let opened: Promise<Client> | undefined
  const client = () => (opened ??= openClient(input, terminal))
  try {
    await command.run({ ...terminal, input, client })
    return 0
  } finally {
    const toClose = await opened?.catch(() => undefined)
    await toClose?.close()
  }
}

function inputOf(name: string, command: Command, argv: readonly string[]): Input {
  const names = [...Object.keys(everywhere), ...Object.keys(command.options)]
  const isFlag = (name: string) => name === 'help' || command.flags?.includes(name)
  const isRepeated = (name: string) => command.repeated?.includes(name) === true
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    names.map((name) => [
      name,
      { type: isFlag(name) ? 'boolean' : 'string', multiple: isRepeated(name) } as const,
    ]),
  )
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
    })
    return {
      positionals,
      text: (name) => keepText(getOwn(values, name)),
      all: (name) => keepTexts(getOwn(values, name)),
      has: (name) => getOwn(values, name) === true,
    }
  } catch (error) {
    const reason = error instanceof Error ? firstSentence(error.message) : String(error)
    const unknown = /^Unknown option '(--[^']+)'/.exec(reason)?.[1]
    const known = names.map((option) => `--${option}`)
    const nearest = unknown === undefined ? '' : sayNearest(unknown, known)
    throw new UsageError(`${reason}${nearest}; throughline ${name} --help lists the options`)
  }
}

const keepText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

const keepTexts = (values: unknown): readonly string[] =>
  Array.isArray(values) ? values.filter((value) => typeof value === 'string') : []

const firstSentence = (text: string): string => text.split(/\. |\n/)[0] ?? text

/** One line: the code, what is wrong, and where in the definition or request. */
function lineOf(error: unknown): string {
  if (error instanceof UsageError) return `error usage: ${error.message}`
  if (error instanceof ThroughlineError || error instanceof ServerProblem) {
    const path = typeof error.path === 'string' ? error.path : printPath(error.path)
    const place = path === '' ? '' : ` (at ${path})`
    const hint = error.hint === undefined ? '' : `; ${error.hint}`
    return oneLine(`error ${error.code}: ${error.message}${place}${hint}`)
  }
  const message = error instanceof Error ? error.message : String(error)
  return oneLine(`error internal: ${message}`)
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

function overviewOf(
  usage: string,
  listed: Readonly<Record<string, { readonly summary: string }>>,
  summary?: string,
): string {
  const width = Math.max(...Object.keys(listed).map((name) => name.length))
  const lines = Object.entries(listed).map(
    ([name, command]) => `  ${name.padEnd(width)}  ${command.summary}`,
  )
  const about = summary === undefined ? '' : `${summary}\n\n`
  return `usage: ${usage} COMMAND …\n\n${about}${lines.join('\n')}\n\n${usage} COMMAND --help says more.\n`
}

function helpOf(name: string, command: Command): string {
  const options = { ...command.options, ...everywhere }
  const lines = Object.entries(options).map(([option, words]) => `  --${option} ${words}`)
  const usage = `usage: throughline ${name} ${command.usage}`.trimEnd()
  return `${usage}\n\n${command.summary}\n\n${lines.join('\n')}\n`
}

async function printVersion({ stdout }: Terminal): Promise<number> {
  const { version } = await import('../api/version.ts')
  stdout.write(`${version}\n`)
  return 0
}
