// yarn lint:deprecated: no use of what a dependency's types mark as deprecated. It needs types, which Backstage's own
// configuration of ESLint does not load, so it runs apart from `yarn lint`.
module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: {
    project: './tsconfig.json',
    tsconfigRootDir: `${__dirname}/..`,
  },
  plugins: ['@typescript-eslint'],
  rules: { '@typescript-eslint/no-deprecated': 'error' },
};
