import type { Collector } from './collector.ts'
import { Latencies } from './latencies.ts'

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Sends an event of its own again and again, and asks reports until it is there. */
export function watchFreshness(server: Collector) {
  const latencies = new Latencies()
  let sent = 0
  let isStopped = false

  async function probe(): Promise<void> {
    const number = sent++
    const item = { type: 'track', event: 'Probe', userId: 'probe', messageId: `probe-${number}` }
    const began = performance.now()
    await server.send({ batch: [item] })
    while ((await server.count('Probe')) < sent) await wait(20)
    latencies.add(performance.now() - began)
  }

  const work = (async () => {
    while (!isStopped) {
      await probe()
      await wait(500)
    }
  })()
  return {
    sent: () => sent,
    async stop() {
      isStopped = true
      await work
      return latencies
    },
  }
}
