export {
  alphaOf,
  deviationOf,
  discriminationOf,
  distractorsOf,
  facilityOf,
  medianOf,
  pointBiserialOf,
  tenthsOf,
} from './items';
