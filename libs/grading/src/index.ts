export * from './grades';
export * from './questions';
