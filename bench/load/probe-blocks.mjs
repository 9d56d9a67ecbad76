// Loaded into a server by `--import`: tells the longest stretches in which its main thread worked without letting
// anyone in, in milliseconds of processor time, with the functions that worked then.
import { Session } from 'node:inspector'
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const EVERY_MS = 5
const LONG_MS = Number(process.env.THROUGHLINE_LONG_BLOCK_MS ?? 50)
const SHOWN = 6

if (isMainThread) watch()

function watch() {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: 500 })
  session.post('Profiler.start')
  let before = readWorkMs()
  let begun = performance.now()
  setInterval(() => {
    const now = readWorkMs()
    const worked = now - before
    const isLong = worked > LONG_MS
    if (isLong || performance.now() - begun > 2000) {
      session.post('Profiler.stop', (_, found) => {
        if (isLong)
          console.error(`block ${worked.toFixed(0)} ms: ${printLast(found.profile, worked)}`)
        session.post('Profiler.start')
      })
      begun = performance.now()
    }
    before = readWorkMs()
  }, EVERY_MS).unref()
}

function readWorkMs() {
  return (
    Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  )
}

/** The functions that were seen most often at the end of a profile. */
function printLast({ nodes, samples, timeDeltas, endTime }, worked) {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((id) => [id, node])))
  const counts = new Map()
  let at = endTime
  for (let i = samples.length - 1; i >= 0 && endTime - at < worked * 1000; i--) {
    const path = []
    for (let node = byId.get(samples[i]); node && path.length < 4; node = parents.get(node.id)) {
      path.push(node.callFrame.functionName || '()')
    }
    const text = path.join(' < ')
    counts.set(text, (counts.get(text) ?? 0) + 1)
    at -= timeDeltas[i]
  }
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, SHOWN)
  return most.map(([text, count]) => `${count}× ${text}`).join('; ')
}
