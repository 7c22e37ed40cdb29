// What a linter can check. Layers are rules here, too: which folder of src may import which (docs/architecture.md).
// e2e/tools/lint/layers.test.ts plants a violation of each rule and proves that it is found.

const generalRules = {
  'typescript/no-floating-promises': 'error',
  'typescript/no-misused-promises': 'error',
  'typescript/await-thenable': 'error',
  'typescript/switch-exhaustiveness-check': 'error',
  'typescript/no-explicit-any': 'error',
  'typescript/no-non-null-assertion': 'error',
  'typescript/consistent-type-imports': 'error',
  'typescript/consistent-return': 'off',
  'typescript/no-redundant-type-constituents': 'off',
  'typescript/no-unnecessary-type-parameters': 'off',
  'typescript/no-unsafe-type-assertion': 'off',
  'typescript/no-misused-spread': 'off',
  'typescript/no-unnecessary-boolean-literal-compare': 'off',
  'typescript/no-unnecessary-type-arguments': 'off',
  'typescript/no-unnecessary-type-conversion': 'off',
  'unicorn/consistent-function-scoping': 'off',
  'unicorn/no-useless-spread': 'off',
  'jsx-a11y/click-events-have-key-events': 'off',
  'jsx-a11y/no-autofocus': [
    'error',
    {
      ignoreNonDOM: true,
    },
  ],
  'jsx-a11y/no-noninteractive-element-interactions': 'off',
  'jsx-a11y/no-noninteractive-tabindex': 'off',
  'jsx-a11y/prefer-tag-over-role': 'off',
  'promise/always-return': 'off',
  'react/no-unstable-nested-components': [
    'error',
    {
      allowAsProps: true,
    },
  ],
  'react/exhaustive-effect-dependencies': 'off',
  'react/purity': 'off',
  'react/refs': 'off',
  'react/set-state-in-effect': 'off',
  'no-new': 'off',
  'no-unmodified-loop-condition': 'off',
  eqeqeq: 'error',
  'no-alert': 'error',
  'no-eval': 'error',
  'no-new-func': 'error',
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-shadow': 'off',
  'no-unused-vars': [
    'error',
    {
      argsIgnorePattern: '^_',
      varsIgnorePattern: '^_',
      ignoreRestSiblings: true,
    },
  ],
  'no-await-in-loop': 'off',
  'import/no-default-export': 'error',
  'import/no-unassigned-import': [
    'error',
    {
      allow: ['**/*.css'],
    },
  ],
  'react/rules-of-hooks': 'error',
  'react/exhaustive-deps': 'error',
  'react/no-danger': 'error',
  'react/jsx-no-target-blank': 'error',
  'react/react-in-jsx-scope': 'off',
  'unicorn/filename-case': [
    'error',
    {
      case: 'kebabCase',
    },
  ],
}

/** Folders of src by layer, and the layers each may import besides itself. */
const portal = ['portal/portal', 'portal/portal-error']
const layers = {
  domain: [],
  lib: ['domain/**'],
  i18n: ['lib/**', 'domain/**'],
  ui: ['i18n/**', 'lib/**'],
  components: ['ui/**', 'i18n/**', 'lib/**', 'domain/**'],
  queries: [...portal, 'lib/**', 'domain/**'],
  mutations: ['queries/**', ...portal, 'lib/**', 'domain/**'],
  settings: ['queries/**', ...portal, 'lib/**', 'domain/**'],
  outbox: [...portal, 'lib/**', 'domain/**'],
  'composer-state': ['outbox/**', 'lib/**', 'domain/**'],
  sync: ['mutations/**', 'queries/**', ...portal, 'lib/**', 'domain/**'],
}
const featureMayUse = [
  'queries',
  'mutations',
  'composer-state',
  'settings',
  'components',
  'ui',
  'i18n',
  'lib',
  'domain',
]
  .map((folder) => `${folder}/**`)
  .concat('portal/portal-error')

const sdk = {
  group: ['@bitrix24/*'],
  message: 'Only src/portal/transport touches the SDK; everything else asks src/portal/portal.ts.',
}
const node = { regex: '^node:', message: 'The app runs in a browser.' }
const outside = {
  regex: String.raw`^(\.\./)+(e2e|manifest)/`,
  message: 'src takes nothing from e2e or manifest; only src/app/manifest.ts reads manifest/app.json.',
}
const testing = { regex: '(^@/|/)testing/', message: 'src/testing is for tests.' }
const react = { regex: '^(react|react-dom|@tanstack/.*)$', message: 'src/domain and src/portal do not know React.' }
const packages = { regex: '^([^.@]|@[^/])', message: 'src/domain is pure: no packages.' }
const lazy = {
  name: 'react',
  importNames: ['lazy'],
  message: 'lazyWithRetry() of src/lib/lazy-with-retry.ts asks again for a chunk that did not come.',
}

const restrict = (patterns, paths = [lazy]) => ({ 'no-restricted-imports': ['error', { patterns, paths }] })
const only = (owner, allowed) => ({
  group: ['@/**', ...allowed.map((path) => `!@/${path}`)],
  message: `src/${owner} may use: ${allowed.join(', ').replaceAll('/**', '') || 'nothing'}.`,
})
/** A folder that lies `depth` folders below the one that must not be left by a relative path. */
const leaving = (depth) => ({
  regex: `^${String.raw`\.\./`.repeat(depth)}`,
  message: 'Import another folder of src by @/, so that the layer rules see it.',
})
const everywhere = [sdk, node, outside, testing]

const layerOverrides = [
  ...Object.entries(layers).map(([folder, allowed]) => ({
    files: [`src/${folder}/**`],
    rules: restrict([...everywhere, only(folder, allowed), leaving(1), ...(folder === 'domain' ? [packages] : [])]),
  })),
  ...[1, 2, 3].map((depth) => ({
    files: [`src/features/${'*/'.repeat(depth)}*`],
    rules: restrict([...everywhere, only('features', featureMayUse), leaving(depth)]),
  })),
  {
    files: ['src/portal/*'],
    rules: restrict([...everywhere, react, only('portal', ['domain/**', 'lib/**']), leaving(1)]),
  },
  ...Object.entries({
    wire: { regex: '/(transport|methods)/', message: 'Parsers see shapes, never the SDK nor the methods.' },
    methods: sdk,
    transport: {
      regex: '/(methods|wire)/',
      message: 'The transport hands over raw answers; methods and wire give them meaning.',
    },
  }).map(([folder, rule]) => ({
    files: [`src/portal/${folder}/*`],
    rules: restrict([
      node,
      outside,
      testing,
      react,
      rule,
      ...(folder === 'transport' ? [] : [sdk]),
      only('portal', ['domain/**', 'lib/**']),
      leaving(2),
    ]),
  })),
  {
    files: ['src/app/manifest.ts'],
    rules: restrict([sdk, node, testing]),
  },
  {
    files: ['src/lib/lazy-with-retry.ts'],
    rules: restrict([...everywhere, only('lib', layers.lib), leaving(1)], []),
  },
  {
    // An icon that does not load is left out instead of requested again.
    files: ['src/components/channel-badge.tsx'],
    rules: restrict([...everywhere, only('components', layers.components), leaving(1)], []),
  },
]

const sharedCode = {
  regex: String.raw`^@/|^(\.\./)+src/`,
  message:
    'Shared code would let the app and the fake portal agree on the same mistake. Only e2e/simulation, which joins them, sees both.',
}
const simulation = {
  regex: '/simulation/',
  message: 'e2e/simulation sees the app and the fake portal: what imports it would, too.',
}

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'react', 'jsx-a11y', 'import', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  env: { browser: true, es2024: true },
  ignorePatterns: ['dist', 'test-results'],
  rules: { ...generalRules, 'import/no-cycle': ['error', { ignoreTypes: false }] },
  overrides: [
    { files: ['src/**'], rules: restrict(everywhere) },
    ...layerOverrides,
    {
      files: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/testing/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['**/e2e/**', '!**/e2e/portal/fixtures/**'],
                message: 'A unit test takes nothing from e2e but recorded answers.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['e2e/**', 'manifest/**', 'vite.config.ts', '*.mjs'],
      env: { node: true },
      rules: {
        'no-console': 'off',
        'react/rules-of-hooks': 'off',
        'typescript/no-base-to-string': 'off',
        'typescript/no-non-null-assertion': 'off',
        'no-restricted-imports': ['error', { patterns: [sharedCode, simulation] }],
      },
    },
    { files: ['e2e/simulation/**', 'vite.config.ts'], rules: { 'no-restricted-imports': 'off' } },
    { files: ['.oxlintrc.mjs'], rules: { 'import/no-default-export': 'off' } },
    { files: ['vite.config.ts', 'e2e/playwright.config.ts'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**/*.spec.ts'],
      rules: {
        'typescript/no-explicit-any': 'off',
        'typescript/no-non-null-assertion': 'off',
        'vitest/no-conditional-expect': 'off',
        'vitest/require-to-throw-message': 'off',
      },
    },
  ],
}
