import { expect, it } from 'vitest'
import type { Command } from '../commands/command.ts'
import { matchCommands } from './match-commands.ts'

const command = (name: string, group = 'Places', more: Partial<Command> = {}): Command => ({
  id: name,
  name,
  group,
  run: () => undefined,
  ...more,
})

const find = (commands: readonly Command[], text: string) =>
  matchCommands(commands, text).map(({ name, commands }) => [name, commands.map((c) => c.name)])

it('finds every word, in any order, in name and hint', () => {
  const commands = [
    command('Weekly sales', 'Projects', { hint: 'Harbor & Pine' }),
    command('Sales by week', 'Projects'),
  ]
  expect(find(commands, 'sales week')).toEqual([['Projects', ['Sales by week', 'Weekly sales']]])
  expect(find(commands, 'pine weekly')).toEqual([['Projects', ['Weekly sales']]])
  expect(find(commands, 'monthly')).toEqual([])
})

it('puts first what begins with the text, then what has a word that does', () => {
  const commands = ['Undata', 'My data', 'Data'].map((name) => command(name))
  expect(find(commands, 'data')).toEqual([['Places', ['Data', 'My data', 'Undata']]])
})

it('leaves out what cannot be done now, and more than eight of a group', () => {
  const many = Array.from({ length: 12 }, (_, index) => command(`Project ${index}`))
  expect(
    find([command('Project off', 'Places', { isDisabled: true }), ...many], 'project'),
  ).toEqual([['Places', many.slice(0, 8).map(({ name }) => name)]])
})
