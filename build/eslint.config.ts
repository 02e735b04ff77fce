import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typed = ['**/*.ts', '**/*.tsx'];

/** What the style page rules out. */
const offStyle = [
  { selector: 'TSEnumDeclaration', message: 'Source runs with types stripped: use a union or z.enum.' },
  { selector: 'TSModuleDeclaration[declare!=true][kind!="global"]', message: 'Source runs with types stripped: use a module.' },
  { selector: 'TSParameterProperty', message: 'Source runs with types stripped: declare the field.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files besides the contract: import from the file that has it.' },
];

const inI18n = 'Texts of the window live in renderer/i18n, in every language: show them with t().';
const named = '/^(label|title|placeholder|alt|hint|note|caption|message|reason|word|words|sentence|typeName|aria-label|aria-description)$/';
/** Words that a reader would see in English whatever the language: text and naming attributes of elements, and sentences anywhere. */
const names = '/^\\s*(Core ML|DaVinci Resolve|DNxHR|Interweave|LosslessCut|OpenTimelineIO|Premiere Pro|ProRes)\\s*$/';
const css = '/minmax|[0-9]px|Mono|sans-serif|textarea|&|^to (right|bottom)$|html,|input,|@container|hidden auto/';
const letters = `[value=/[A-Za-z]{2}/]:not([value=${names}])`;
const prose = `=/(^|[^\\w.#-])[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}/`;
const notExtracted = [
  `JSXText${letters}`,
  `JSXAttribute[name.name=${named}] > Literal${letters}`,
  `JSXAttribute[name.name=${named}] > JSXExpressionContainer > Literal${letters}`,
  `JSXAttribute[name.name=${named}] > JSXExpressionContainer > ConditionalExpression > Literal${letters}`,
  // The compiler takes nothing but keys of texts in the first table of textsOf().
  `Property[key.name=${named}] > Literal[value=/[A-Z][a-z]/]:not([value=${names}], CallExpression[callee.name="textsOf"] > ObjectExpression:first-child > Property > *)`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > ConditionalExpression > Literal${letters}`,
  // Class names, the nouns that are counted, and words for models, which read English.
  `Literal[value${prose}]:not([value=${names}], [value=${css}], JSXAttribute[name.name="className"] *, CallExpression[callee.name="countText"] > *, Property[key.name=/^(suffix|negativePrompt)$/] > *, VariableDeclarator[id.name="samplePrompt"] > *)`,
  `TemplateElement[value.raw${prose}]:not([value.raw=${css}])`,
].map((selector) => ({ selector, message: inI18n }));

/** What the style page asks and a machine can check. Who may import whom is dependency-rules.cjs's matter. */
export default defineConfig(
  { ignores: ['.out/**', '.cache/**', 'dist/**', 'models/**', 'test-results/**', 'playwright-report/**', 'vitest.config.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  // The compiler checks plain JavaScript here too (checkJs), and knows which globals there are.
  { files: ['**/*.mjs', '**/*.cjs'], rules: { 'no-undef': 'off' } },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked],
    // One program over all rooms: with one for each, all that a room imports was read and checked again in it (110 s of CPU against 60).
    languageOptions: { parserOptions: { project: 'build/tsconfig.lint.json', tsconfigRootDir: `${import.meta.dirname}/..` } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers and booleans read well in a template; objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => port.close()` and `listener && listener(x)` are plain.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Indexing a typed array in a hot loop: noUncheckedIndexedAccess makes `!` the honest spelling of a bound that was just checked.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Rejections and throws from elsewhere are `unknown` and passed on as they are.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true, allowThrowingUnknown: true, allowThrowingAny: false }],
      // Schemas and their types share a name; an interface implementation may be async without waiting.
      '@typescript-eslint/no-redeclare': 'off',
      '@typescript-eslint/require-await': 'off',
      // The compiler does this one, across files.
      'no-undef': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...offStyle],
      'no-restricted-globals': ['error', { name: '__dirname', message: 'ESM only: use import.meta.dirname or import.meta.url.' }],
    },
  },
  { files: ['native/contract/index.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['build/*.config.ts', 'build/vite/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // Colours, spaces and product text are easier to keep right where hooks obey their rules.
    files: ['renderer/**/*.{ts,tsx}', 'test/unit/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/i18n/**'],
    rules: { 'no-restricted-syntax': ['error', ...offStyle, ...notExtracted] },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: {
      // A test throws what it likes and reads rows of unknown shape at its own risk.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
);
