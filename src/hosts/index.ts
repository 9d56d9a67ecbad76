export { installEngine, runExecutable } from './cluster/run-executable.ts'
export {
  type NativeBlock,
  type NativeColumn,
  readNative,
  readNativeStream,
} from './native-format.ts'
export { ColumnCache } from './threads/column-cache.ts'
export { createThreadSources, type ThreadSources } from './threads/source.ts'
export { createThreadHost, type ThreadHost } from './threads/thread-host.ts'
