export { gradeLine } from './grade';
export type { Adjustment, LineItem, Mark, MarkState } from './line';
export { MODEL_ANCHORS, modelMark } from './model';
export type { Policy, Scale } from './policy';
export { componentOf, settingOf } from './policy';
export { exact, type Ratio, ratioOf, roundHalfUp } from './ratio';
export type { Receipt, ReceiptLine, Total } from './receipt';
export { gradeOf, onScale, presetScale } from './scale';
export type { MarkedItem, MarkSource } from './source';
