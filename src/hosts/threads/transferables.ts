/** Every ArrayBuffer below a value, once: what a message may hand over instead of copying. */
export function listTransferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(value, found)
  return [...found]
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null) return
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
    return
  }
  const parts = value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value)
  for (const part of parts) collect(part, found)
}
