// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('waivers', table => {
    table.comment('Clauses that services need not hold');
    table.string('id').primary();
    table
      .string('entity_ref')
      .notNullable()
      .comment('Lower case, kind:namespace/name');
    table.string('clause').notNullable();
    table.text('reason').notNullable();
    table
      .string('until')
      .nullable()
      .comment('YYYY-MM-DD: last day on which it counts');
    table.string('created_by').notNullable().comment('Entity ref');
    table.string('created_at').notNullable().comment('ISO 8601');
    table.unique(['entity_ref', 'clause']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('waivers');
};
