import { defineConfig } from 'vitest/config'

/** Tests that leave nothing behind, mostly of pure code: their files share what they import. */
const sharing = [
  'src/{calendar,collect,engine,formula,model,query,statistics}/**/*.test.ts',
  'test/{reference,reports,semantics,vectors}/**/*.test.ts',
]

export default defineConfig({
  test: {
    setupFiles: ['test/support/unwritten-columns.ts'],
    // Of tests alone: nobody's own key is read, or made.
    env: { THROUGHLINE_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') },
    testTimeout: 60_000,
    // A page on a busy machine may take longer than a second to follow a click.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'sharing', include: sharing, isolate: false } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: sharing,
        },
      },
    ],
  },
})
