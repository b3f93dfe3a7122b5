export { Datasets, type VersionFacts } from './datasets.facade';
export { DatasetsModule } from './datasets.module';
