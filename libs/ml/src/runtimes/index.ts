export { findPython, type PythonFound, type PythonPlaces, validatePython } from './python';
export {
  type Entry,
  jobFor,
  type JobOptions,
  type Package,
  RESULTS,
  type Runtime,
  type Validation,
} from './runtime';
