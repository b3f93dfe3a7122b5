type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What Keras 3 writes otherwise than TensorFlow.js 4 reads, put as it reads it: `batch_shape` for
 * `batch_input_shape`, types as objects, and the layers before a layer as calls of tensors. In place.
 */
export function asKeras2(value: unknown): void {
  if (Array.isArray(value)) {
    for (const each of value) asKeras2(each);
    return;
  }
  if (!isObject(value)) return;
  if (value['batch_shape'] !== undefined && value['batch_input_shape'] === undefined)
    value['batch_input_shape'] = value['batch_shape'];
  delete value['batch_shape'];
  const type = value['dtype'];
  if (isObject(type)) {
    const config = type['config'];
    value['dtype'] =
      isObject(config) && typeof config['name'] === 'string' ? config['name'] : 'float32';
  }
  const nodes = value['inbound_nodes'];
  if (Array.isArray(nodes)) value['inbound_nodes'] = nodes.map(callOf);
  for (const each of Object.values(value)) asKeras2(each);
}

/** `{args: [tensor | [tensors]]}` as `[[layer, node, tensor, {}], …]`. */
function callOf(node: unknown): unknown {
  if (!isObject(node) || !Array.isArray(node['args'])) return node;
  return (node['args'].flat() as unknown[]).flatMap((tensor) => {
    const config = isObject(tensor) ? tensor['config'] : undefined;
    const history = isObject(config) ? config['keras_history'] : undefined;
    return Array.isArray(history) ? [[...(history as unknown[]), {}]] : [];
  });
}

/** `model/dense/kernel` as `dense/kernel`, where a layer of that name is there. */
export function weightName(name: string, layers: ReadonlySet<string>): string {
  const parts = name.split('/');
  const layer = parts.at(-2);
  return parts.length > 2 && layer !== undefined && layers.has(layer)
    ? parts.slice(-2).join('/')
    : name;
}

export function layerNames(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const each of value) layerNames(each, found);
  else if (isObject(value)) {
    const config = value['config'];
    if (
      typeof value['class_name'] === 'string' &&
      isObject(config) &&
      typeof config['name'] === 'string'
    )
      found.add(config['name']);
    for (const each of Object.values(value)) layerNames(each, found);
  }
  return found;
}
