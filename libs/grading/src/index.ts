export * from './grades';
export * from './questions';
export * from './statistics';
