import { defineConfig } from 'vitest/config'

/** Tests that leave nothing behind, mostly of pure code: their files share what they import. */
const sharing = [
  'src/{api,audiences,calendar,collect,demo,destinations,engine,formula,governance,hosts,identity,ingest,lake,model,outgoing,profile,query,statistics,store,web}/**/*.test.ts',
  'test/{reference,reports,semantics,vectors}/**/*.test.ts',
]

/** It tells by the clock when others were let in; `countTurns` lets that clock run ahead in the files that share. */
const byTheClock = 'src/model/let-others-in.test.ts'

export default defineConfig({
  test: {
    setupFiles: ['test/support/unwritten-columns.ts'],
    // Of tests alone: nobody's own key is read, or made.
    env: { THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') },
    testTimeout: 300_000,
    // A page on a busy machine may take longer than a second to follow a click.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'sharing', include: sharing, exclude: [byTheClock], isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: sharing,
        },
      },
      {
        extends: true,
        test: { name: 'by the clock', include: [byTheClock] },
      },
    ],
  },
})
