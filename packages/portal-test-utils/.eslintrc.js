module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // This library starts whole back ends for tests.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
