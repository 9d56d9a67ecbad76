import type { Block, Memory } from '../../engine/index.ts'

/**
 * Blocks with their arrays seen through this thread's engine memory, where they lie in it.
 * @param from the same memory as it came with the blocks
 */
export function makeOwnViews(
  blocks: readonly Block[],
  from: ArrayBufferLike,
  memory: Memory,
): readonly Block[] {
  return blocks.map((block) => own(block, from, memory) as Block)
}

function own(value: unknown, from: ArrayBufferLike, memory: Memory): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) {
    return value.buffer === from ? memory.own(value as Uint8Array) : value
  }
  if (Array.isArray(value)) return value.map((part) => own(part, from, memory))
  const owned = (entries: Iterable<readonly [string, unknown]>) =>
    [...entries].map(([key, part]) => [key, own(part, from, memory)] as const)
  if (value instanceof Map) return new Map(owned(value as Map<string, unknown>))
  return Object.fromEntries(owned(Object.entries(value)))
}
