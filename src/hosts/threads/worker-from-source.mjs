// Node 20 does not hand `--import tsx` on to worker threads, so the loader is registered here.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
