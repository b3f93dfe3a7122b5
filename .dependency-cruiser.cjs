const SPEC = '\\.spec\\.ts$';
const BUILTIN =
  '^(node:)?(child_process|crypto|fs|module|os|path|process|stream|timers|url|util|worker_threads|net|zlib|buffer|events|readline|string_decoder|perf_hooks)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'grading-is-pure',
      severity: 'error',
      from: { path: '^libs/grading/src', pathNot: SPEC },
      to: { pathNot: ['^libs/grading/src', '^node_modules/fraction'] },
    },
    {
      name: 'the-numbers-are-pure',
      severity: 'error',
      from: {
        path: '^libs/ml/src/(metrics|intervals|splits|baselines|skill|predictions|profile|random)',
        pathNot: SPEC,
      },
      to: {
        pathNot: '^libs/ml/src/(metrics|intervals|splits|baselines|skill|predictions|profile|random)',
      },
    },
    {
      name: 'the-sandbox-knows-node-and-nothing-else',
      severity: 'error',
      from: { path: '^libs/ml/src/(sandbox|runtimes|models)', pathNot: SPEC },
      to: { pathNot: ['^libs/ml/src/(sandbox|runtimes|models)', BUILTIN] },
    },
    {
      name: 'contracts-know-zod',
      severity: 'error',
      from: { path: '^libs/contracts/src', pathNot: SPEC },
      to: { pathNot: ['^libs/contracts/src', '^node_modules/zod'] },
    },
    {
      name: 'apps-are-islands',
      severity: 'error',
      from: { path: '^apps/([^/]+)' },
      to: { path: '^apps/', pathNot: '^apps/$1' },
    },
    {
      name: 'the-web-never-imports-ml',
      severity: 'error',
      from: { path: '^apps/web' },
      to: { path: '^libs/ml' },
    },
    {
      name: 'platform-is-below-features',
      severity: 'error',
      from: { path: '^apps/api/src/(platform|config)', pathNot: SPEC },
      to: { path: '^apps/api/src/(?!platform|config)' },
    },
    {
      name: 'features-keep-to-themselves',
      comment: 'Reach a neighbour through its index.ts.',
      severity: 'error',
      from: { path: '^apps/api/src/([^/]+)/' },
      to: {
        path: '^apps/api/src/(?!platform|config)[^/]+/',
        pathNot: ['^apps/api/src/$1/', '/index\\.ts$'],
      },
    },
    {
      name: 'only-the-worker-reads-labels',
      comment: 'The HTTP process must not reach the vault.',
      severity: 'error',
      from: { path: '^apps/api/src/main\\.ts$' },
      to: { path: '^apps/api/src/vault/', reachable: true },
    },
    {
      name: 'the-sandbox-cannot-reach-labels',
      severity: 'error',
      from: { path: '^libs/ml/src/sandbox', pathNot: SPEC },
      to: { path: '^apps/api', reachable: true },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '\\.(rules|mapper)\\.ts$' },
      to: {
        path: 'node_modules/(@nestjs|typeorm|bull)|\\.(service|repository|controller)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      from: { path: '^migrations' },
      to: { path: '^(apps|libs)' },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: { path: '^(apps|libs)', pathNot: SPEC },
      to: { path: `(^test/|${SPEC})` },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^(dist|var)/' },
  },
};
