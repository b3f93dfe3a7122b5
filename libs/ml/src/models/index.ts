export { type Inspection, type Tensor } from './inspection';
export { inspectOnnx, LARGEST_ONNX_BYTES, type OnnxModel } from './onnx';
export { inspectTfjs, type TfjsModel } from './tfjs';
