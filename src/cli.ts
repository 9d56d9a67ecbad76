#!/usr/bin/env node
import { runCli } from './cli/run.ts'

const { stdin, stdout, stderr } = process
process.exitCode = await runCli(process.argv.slice(2), { stdin, stdout, stderr, env: process.env })
// Idle worker threads and keep-alive sockets are no reason to stay.
stdout.write('', () => process.exit())
