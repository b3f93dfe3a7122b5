export { Datasets, type Glimpse, type VersionFacts } from './datasets.facade';
export { DatasetsModule } from './datasets.module';
