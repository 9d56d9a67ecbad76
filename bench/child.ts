import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What a child process can be asked; every method takes and gives plain data. */
export type Methods = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>

interface Call {
  readonly method: string
  readonly given: readonly unknown[]
}

type Answer = { readonly result: unknown } | { readonly error: string }

/** In the child: answers calls one at a time until the parent hangs up. */
export function answerCalls(methods: Methods): void {
  process.on('message', ({ method, given }: Call) => {
    methods[method]!(...(given as never[])).then(
      (result) => send({ result }),
      (error: unknown) => send({ error: error instanceof Error ? error.stack! : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}

const send = (answer: Answer): void => void process.send!(answer)

/** In the parent: a child process, by the name of its file in this folder or among the bundles. */
export interface Child {
  call<T>(method: string, ...given: readonly unknown[]): Promise<T>
  stop(): Promise<void>
}

export function startChild(name: string, given: readonly string[]): Child {
  const bundle = fileURLToPath(new URL(`../build/bench/${name}.js`, import.meta.url))
  const source = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const file = existsSync(bundle) ? bundle : source
  const child = fork(file, given, { serialization: 'advanced' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    call: (method, ...values) => ask(child, name, { method, given: values }),
    async stop() {
      if (child.exitCode !== null) return
      child.disconnect()
      await ended
    },
  }
}

function ask<T>(child: ChildProcess, name: string, call: Call): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`${name} ended while it was asked to ${call.method}`))
    child.once('exit', fail)
    child.once('message', (answer: Answer) => {
      child.off('exit', fail)
      if ('result' in answer) resolve(answer.result as T)
      else reject(new Error(`${name}: ${answer.error}`))
    })
    child.send(call)
  })
}
