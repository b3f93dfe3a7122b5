import type { MetricName, PerClassName } from './names';

/** Where a metric comes from, and what it does where its formula says nothing. */
export interface About {
  /** Who defined it, and the function of scikit-learn that agrees, where there is one. */
  readonly source: string;
  readonly edges: string;
}

const NO_ROWS = 'No rows: not defined.';
const NO_CLUSTERS = 'No rows: not defined (scikit-learn says 1).';
const SUM: About = {
  source: 'Analysis of variance; statsmodels calls SSE `ssr` and SSR `ess`.',
  edges: `${NO_ROWS} A sum past 1.8e308: not defined (overflow). Constant target: SST is exactly 0.`,
};
const MEAN_ERROR = `${NO_ROWS} One row: that row’s.`;

const SHARES: Readonly<Record<PerClassName, About>> = {
  recall: {
    source: 'Sensitivity, Yerushalmy 1947; recall_score.',
    edges: 'No positive in the truth (0/0): 0, as zero_division=0.',
  },
  precision: {
    source: 'van Rijsbergen 1979; precision_score.',
    edges: 'Nobody called positive (0/0): 0, as zero_division=0.',
  },
  specificity: {
    source: 'Yerushalmy 1947; recall_score of the negative class.',
    edges: 'No negative in the truth (0/0): 0.',
  },
  npv: {
    source: 'Vecchio 1966; precision_score of the negative class.',
    edges: 'Nobody called negative (0/0): 0.',
  },
  fpr: { source: '1 − specificity; roc_curve.', edges: 'No negative in the truth (0/0): 0.' },
  fnr: { source: '1 − recall.', edges: 'No positive in the truth (0/0): 0.' },
  f1: {
    source: 'van Rijsbergen 1979 (1 − E), β = 1; f1_score.',
    edges: 'No positive in the truth and nobody called positive (0/0): 0.',
  },
  fbeta: {
    source: 'van Rijsbergen 1979 (1 − E); fbeta_score.',
    edges: 'No positive in the truth and nobody called positive (0/0): 0. β is 2 if not said.',
  },
};

type Average = 'macro' | 'micro' | 'weighted';
const MEANS: Readonly<Record<Average, string>> = {
  macro: 'Mean over the classes that occur in the truth or among the calls',
  micro: 'Of the summed 2 × 2 tables of all classes',
  weighted: 'Weighted by how often a class occurs in the truth',
};

type OfShares = Pick<
  Readonly<Record<MetricName, About>>,
  PerClassName | `${PerClassName}_${Average}`
>;

function ofShares(): OfShares {
  const found: Record<string, About> = {};
  for (const [name, { source, edges }] of Object.entries(SHARES)) {
    found[name] = { source, edges: `${NO_ROWS} ${edges}` };
    for (const [average, mean] of Object.entries(MEANS))
      found[`${name}_${average}`] = {
        source: `${source} Averaged as average='${average}'.`,
        edges: `${NO_ROWS} ${mean}. In a class: ${edges}`,
      };
  }
  return found as OfShares;
}

const RANKED = `${NO_ROWS} No probabilities: not defined.`;

export const ABOUT: Readonly<Record<MetricName, About>> = {
  sse: SUM,
  sst: SUM,
  ssr: SUM,
  r2: {
    source: 'Wright 1921; r2_score.',
    edges: `${NO_ROWS} One row: not defined. Constant target: 1 where it is hit exactly, else 0 (force_finite). Worse than the mean: negative.`,
  },
  adjusted_r2: {
    source: 'Theil 1961.',
    edges:
      'Undefined where R² is, where the number of features p is not known, and where n ≤ p + 1.',
  },
  mae: { source: 'mean_absolute_error.', edges: MEAN_ERROR },
  mse: { source: 'Gauss 1821; mean_squared_error.', edges: MEAN_ERROR },
  rmse: { source: 'Gauss 1821; root_mean_squared_error.', edges: MEAN_ERROR },
  mape: {
    source: 'mean_absolute_percentage_error; a fraction, not per cent.',
    edges: `${NO_ROWS} A truth of 0 is divided by 2⁻⁵² instead, and one such row is enough to make the figure huge.`,
  },
  smape: {
    source:
      'Armstrong 1985, with the absolute values of Chen and Yang 2004 (Hyndman 2014, Errors on percentage errors). A fraction, not per cent.',
    edges: `${NO_ROWS} Both 0 (0/0): 0. One of them 0: 2, the most a row can cost.`,
  },
  median_ae: {
    source: 'median_absolute_error.',
    edges: `${NO_ROWS} An even number of rows: the mean of the two middle errors.`,
  },
  max_error: { source: 'max_error.', edges: MEAN_ERROR },
  explained_variance: {
    source: 'explained_variance_score.',
    edges: `${NO_ROWS} Constant target: 1 where the error is constant, else 0. A constant error costs nothing.`,
  },
  accuracy: { source: 'accuracy_score.', edges: NO_ROWS },
  balanced_accuracy: {
    source: 'Brodersen et al. 2010; balanced_accuracy_score.',
    edges: `${NO_ROWS} A class without a row in the truth is left out of the mean.`,
  },
  ...ofShares(),
  mcc: {
    source: 'Matthews 1975, for several classes Gorodkin 2004; matthews_corrcoef.',
    edges: `${NO_ROWS} One class alone in the truth or among the calls: 0.`,
  },
  cohen_kappa: {
    source: 'Cohen 1960; cohen_kappa_score.',
    edges: `${NO_ROWS} Truth and calls one and the same class (0/0): not defined.`,
  },
  log_loss: {
    source: 'Good 1952; log_loss.',
    edges: `${RANKED} Probabilities are clipped to [2⁻⁵², 1 − 2⁻⁵²]: certain and wrong costs 36.04. One class alone: defined (log_loss wants its labels told).`,
  },
  brier: {
    source: 'Brier 1950; brier_score_loss: of two classes half of Brier’s own sum.',
    edges: `${RANKED} One class alone: defined.`,
  },
  roc_auc: {
    source: 'Hanley and McNeil 1982; roc_auc_score.',
    edges: `${RANKED} One class alone: not defined. Tied scores: half a pair. Several classes: as one against the rest.`,
  },
  roc_auc_ovr: {
    source:
      'Provost and Domingos 2000, who weight the classes; here their plain mean (Fawcett 2006): roc_auc_score with multi_class=ovr, average=macro.',
    edges: `${RANKED} A class without a row: not defined.`,
  },
  roc_auc_ovo: {
    source: 'Hand and Till 2001; roc_auc_score with multi_class=ovo, average=macro.',
    edges: `${RANKED} A class without a row: not defined.`,
  },
  average_precision: {
    source: 'average_precision_score; no interpolation.',
    edges: `${RANKED} No positive in the truth: 0. Tied scores: one step.`,
  },
  ece: {
    source:
      'Naeini, Cooper and Hauskrecht 2015, of several classes Guo et al. 2017; ten equal bins.',
    edges: `${RANKED} An empty bin counts nothing. A probability on an edge belongs to the bin below.`,
  },
  top_k: {
    source:
      'top_k_accuracy_score; k is 3, or one less than the classes, if not said (there it is 2).',
    edges: `${RANKED} Of equal probabilities the later class counts as the more probable.`,
  },
  mase: {
    source: 'Hyndman and Koehler 2006.',
    edges: `${NO_ROWS} No training part, one no longer than a season, or one that is constant at that lag: not defined.`,
  },
  pinball: {
    source: 'Koenker and Bassett 1978; mean_pinball_loss.',
    edges: `${NO_ROWS} The quantile is ½ if not said, and the figure half the MAE.`,
  },
  ari: {
    source: 'Hubert and Arabie 1985; adjusted_rand_score.',
    edges: `${NO_CLUSTERS} Equal partitions, one cluster each or all rows alone included: 1.`,
  },
  nmi: {
    source:
      'Strehl and Ghosh 2002, who take the geometric mean of the entropies; the arithmetic one (Vinh, Epps and Bailey 2010: “sum”) is that of normalized_mutual_info_score, and V is the same figure.',
    edges: `${NO_CLUSTERS} One cluster on both sides: 1. On one side: 0.`,
  },
  v_measure: {
    source: 'Rosenberg and Hirschberg 2007; v_measure_score, β = 1.',
    edges: `${NO_CLUSTERS} One cluster on both sides: 1. On one side: 0.`,
  },
  silhouette: {
    source: 'Rousseeuw 1987; silhouette_score, Euclidean.',
    edges:
      'No points: not defined. Fewer than 2 clusters, or as many as rows: not defined (there an error). A row alone in its cluster counts 0.',
  },
};
