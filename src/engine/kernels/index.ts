// Compiled by AssemblyScript to one wasm module; see README.md for the conventions.
export * from './codes'
export * from './masks'
export * from './numbers'
export * from './containers'
export * from './groups'
export * from './times'
export * from './paths'
export * from './persistence'
