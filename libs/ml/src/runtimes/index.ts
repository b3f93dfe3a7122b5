export { type Entry, type Package, type Runtime, type Validation } from './runtime';
