export { gradeLine } from './grade';
export type { LineItem, Mark, MarkState } from './line';
export { MODEL_ANCHORS, modelMark } from './model';
export type { Policy } from './policy';
export { componentOf, settingOf } from './policy';
export { exact, ratioOf, roundHalfUp } from './ratio';
export type { Receipt, ReceiptLine } from './receipt';
export { presetScale } from './scale';
export type { MarkedItem, MarkSource } from './source';
