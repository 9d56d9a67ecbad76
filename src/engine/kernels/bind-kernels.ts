import { type KernelExports, Kernels } from './kernels.ts'
import { kernelsModule } from './kernels.wasm.ts'
import type { Memory } from '../memory.ts'

let compiled: WebAssembly.Module | undefined

/** Binds the kernels to a memory; the module is compiled once per thread. */
export function bindKernels(memory: Memory): Kernels {
  compiled ??= new WebAssembly.Module(Buffer.from(kernelsModule, 'base64'))
  const instance = new WebAssembly.Instance(compiled, { env: { memory: memory.wasm } })
  return new Kernels(instance.exports as unknown as KernelExports)
}
