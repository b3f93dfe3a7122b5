import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** What no file may do, with the sentence that says what to do instead. */
const FORBIDDEN = [
  {
    selector: 'TSEnumDeclaration',
    message: 'Use a zod enum in contracts, or a union of literals.',
  },
  {
    selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
    message: "Write `import * as z from 'zod'`, which bundlers can shake.",
  },
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only config.ts reads the environment.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from Clock, or as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from Clock, or as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take randomness as an argument.',
  },
];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'var',
      'node_modules',
      '**/*.cjs',
      '**/*.mjs',
      'apps/web/public',
      'test/bench',
      'test/hostile/programs',
    ],
  },
  {
    // Not for everything: the templates inside of components are parsed by another parser.
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: ['migrations/*.ts'],
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 60,
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Typed arrays are indexed in hot loops where the bound is the loop's own.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      // An entity is a row, and Nest's options are classes: literals are what both are made from.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      complexity: ['error', 15],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 8 }],
      'max-depth': ['error', 4],
      'no-restricted-syntax': ['error', ...FORBIDDEN],
    },
  },
  {
    files: [
      '**/config.ts',
      '**/platform.module.ts',
      '**/clock.ts',
      '**/ids.ts',
      'migrations/data-source.ts',
      'test/**',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Hot numeric loops: clarity is in the docstring, the loop is what it is.
    files: ['libs/ml/src/**'],
    rules: { complexity: 'off', 'max-depth': 'off' },
  },
  {
    files: ['apps/web/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'app', style: 'camelCase' },
      ],
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@angular-eslint/component-class-suffix': 'off',
    },
  },
  {
    files: ['apps/web/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    // The bodies of supertest's answers are `any`; a story is as long as it is.
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      complexity: 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
