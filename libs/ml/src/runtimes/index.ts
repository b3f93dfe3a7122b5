export { languageOfZip } from './code';
export { javascriptRuntime, validateJavascript } from './javascript';
export { findNodeHost, type NodeHost, type NodeHostFound, type NodePlaces } from './node-host';
export { onnxRuntime, validateOnnx } from './onnx';
export { findPython, type PythonFound, type PythonPlaces, validatePython } from './python';
export { notebookLanguage } from './notebook';
export { findR, type RFound, validateR } from './r';
export {
  type Entry,
  jobFor,
  type JobOptions,
  type Package,
  RESULTS,
  type Runtime,
  type Validation,
} from './runtime';
export { tfjsRuntime, validateTfjs } from './tfjs';
