// Bytes that a graph takes while it is worked out, all of it at once, without any journey: see bench/README.md.
import { readLedger, sayLedger } from '../../src/identity/ledger/index.ts'
import { compileRules } from '../../src/identity/linking/index.ts'
import { codeHand } from '../../src/identity/space/hand.ts'
import { loadSpace } from '../../src/identity/space/index.ts'
import { relink } from '../../src/identity/space/relink.ts'
import { openLake } from '../../src/lake/open-lake.ts'

await measure(process.argv[2]!)

async function measure(dataDir: string): Promise<void> {
  const lake = await openLake(dataDir)
  const state = (await loadSpace(lake, 'people'))!
  const rules = compileRules(state.definition)
  const hand = await codeHand(lake, state, sayLedger(await readLedger(lake, 'people')))
  const before = heldBytes()
  let most = before
  const watch = setInterval(() => void (most = Math.max(most, ownBytes())), 2)
  const graph = await relink(lake, { state, rules, hand }, null)
  most = Math.max(most, ownBytes())
  clearInterval(watch)
  const held = heldBytes() - before
  const { codes, ledger } = graph.world
  const each = (bytes: number) => `${(bytes / codes.length).toFixed(0)} bytes`
  console.log(
    `the graph alone: ${codes.length} identities, ${ledger.links.a.length} links, ${each(held)} each when it is worked out, ${each(most - before)} at most before what is not needed is collected`,
  )
  await lake.close()
}

/** What is reachable. */
function heldBytes(): number {
  globalThis.gc!()
  return ownBytes()
}

function ownBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
