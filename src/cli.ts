#!/usr/bin/env node
const { stdin, stdout, stderr, env, argv, version } = process

if (Number.parseInt(version.slice(1), 10) < 20) {
  stderr.write(`Throughline needs Node 20 or newer; this is ${version}\n`)
  process.exit(1)
}
// A token that was given as an argument is shown in the list of processes no longer than this.
if (argv.some((argument) => /^--token(=|$)/.test(argument)))
  process.title = `throughline ${argv[2]}`
// Loaded only now: an older Node may not understand what follows.
const { runCli } = await import('./cli/run.ts')
process.exitCode = await runCli(argv.slice(2), { stdin, stdout, stderr, env })
// Idle worker threads and keep-alive sockets are no reason to stay.
stdout.write('', () => process.exit())
